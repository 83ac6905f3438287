package dev.muster.scim.schema;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// Values of the type dateTime: `xsd:dateTime`, with date and time and, optionally, a zone (RFC
/// 7643 §2.3.5).
public final class DateTimeText {
  private static final int SHORTEST = "2026-01-31T12:00:00".length();

  private DateTimeText() {}

  /// The moment that the text means, in UTC when it names no zone; empty when it is no dateTime.
  public static Optional<Instant> parse(String text) {
    if (text.length() < SHORTEST) {
      return Optional.empty();
    }
    try {
      var parsed =
          DateTimeFormatter.ISO_DATE_TIME.parseBest(
              text, OffsetDateTime::from, LocalDateTime::from);
      return Optional.of(
          parsed instanceof OffsetDateTime zoned
              ? zoned.toInstant()
              : LocalDateTime.from(parsed).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
