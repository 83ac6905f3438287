package dev.muster.client;

import java.util.List;
import java.util.Optional;

/// What a connection test found, in the order in which it looked.
///
/// @param suggestedUrl the tenant URL that would work instead
/// @param tellsSchemas whether the application says which attributes it has
public record ConnectionReport(
    List<Check> checks, Optional<String> suggestedUrl, boolean tellsSchemas) {
  public ConnectionReport {
    checks = List.copyOf(checks);
  }

  /// One thing that was looked at.
  ///
  /// @param name what was looked at
  /// @param part what has to be mended if it is not fine
  /// @param detail what was found, and what to do about it
  public record Check(String name, Outcome outcome, Part part, String detail) {}

  /// What a check came to.
  public enum Outcome {
    PASSED,
    /// It works, with less than it could.
    WARNING,
    FAILED
  }

  /// Which part of a connection a check is about.
  public enum Part {
    /// Scheme and host of the tenant URL, or what is between.
    HOST,
    /// The path of the tenant URL.
    PATH,
    /// The secret token, password, key or certificate.
    CREDENTIALS,
    /// What the application allows whoever has the credentials to do.
    PERMISSIONS,
    /// The application itself.
    APPLICATION
  }

  /// Whether the application can be provisioned.
  public boolean passed() {
    return checks.stream().noneMatch(check -> check.outcome() == Outcome.FAILED);
  }
}
