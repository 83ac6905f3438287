package dev.muster.conformance.check;

/// How strongly a check's sentence asks.
public enum Level {
  /// MUST, SHALL, REQUIRED: not to do it is a failure.
  MUST,
  /// SHOULD, RECOMMENDED: not to do it is a warning.
  SHOULD,
  /// What an identity provider relies on, whatever the RFC says: not to do it is a failure for
  /// those who asked for its profile.
  PROFILE
}
