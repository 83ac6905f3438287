package dev.muster.client;

import java.util.List;

/// What a connection test found, in the order in which it looked.
public record ConnectionReport(List<Check> checks) {
  public ConnectionReport {
    checks = List.copyOf(checks);
  }

  /// One thing that was looked at.
  ///
  /// @param name what was looked at
  /// @param detail what was found, and what to do about it
  public record Check(String name, Outcome outcome, String detail) {}

  /// What a check came to.
  public enum Outcome {
    PASSED,
    /// It works, with less than it could.
    WARNING,
    FAILED
  }

  /// Whether the application can be provisioned.
  public boolean passed() {
    return checks.stream().noneMatch(check -> check.outcome() == Outcome.FAILED);
  }
}
