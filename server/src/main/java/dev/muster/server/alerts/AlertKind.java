package dev.muster.server.alerts;

/// What a person is told about.
public enum AlertKind {
  /// A job entered quarantine.
  QUARANTINE_BEGAN,
  /// A job is in quarantine for another reason than before.
  QUARANTINE_CHANGED,
  /// A job works again.
  QUARANTINE_ENDED,
  /// A job was paused, since its quarantine lasted too long.
  JOB_STOPPED,
  /// A plan waits for someone's approval.
  GUARD_TRIPPED,
  /// Too large a share of a cycle's changes failed.
  FAILURES_SPIKE,
  /// A token of the tenant expires soon.
  TOKEN_EXPIRING,
  /// Somebody who lost access in the directory has it in an application for longer than promised.
  SLOW_REMOVAL,
  /// Somebody wants to see an alert arrive.
  TEST
}
