package dev.muster.conformance;

/// What one check found.
///
/// @param id stable name of the check
/// @param section of RFC 7643 or 7644 that asks for it, or the client that needs it
/// @param detail why it failed; empty if it passed
public record CheckResult(String id, String section, String title, Outcome outcome, String detail) {

  /// How a check ended.
  public enum Outcome {
    PASSED,
    FAILED
  }
}
