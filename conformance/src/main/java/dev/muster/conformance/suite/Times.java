package dev.muster.conformance.suite;

import dev.muster.conformance.check.CheckEnd;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/// Date and time as SCIM writes them (RFC 7643 §2.3.5).
final class Times {
  private Times() {}

  /// The time that a text says; the check fails if it says none.
  static Instant require(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new CheckEnd.Failure("a DateTime such as 2024-01-31T12:00:00Z", text);
    }
  }
}
