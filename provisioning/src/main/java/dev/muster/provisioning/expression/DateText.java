package dev.muster.provisioning.expression;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/// Dates as expressions pass them on: text in UTC, `7/2/2021 3:33:38 PM`. ISO 8601 is read as well:
/// a date alone, with a time, with an offset. What names no offset is in UTC.
public final class DateText {
  private static final DateTimeFormatter OUTPUT = format("M/d/uuuu h:mm:ss a");
  private static final List<DateTimeFormatter> INPUTS =
      List.of(iso(), format("M/d/uuuu[ h:mm[:ss] a]"), format("M/d/uuuu H:mm[:ss]"));

  private DateText() {}

  /// The moment that a text means; a date alone means its beginning.
  public static Optional<Instant> parse(String text) {
    return INPUTS.stream().flatMap(input -> parse(text, input).stream()).findFirst();
  }

  static Optional<Instant> parse(String text, DateTimeFormatter format) {
    try {
      return Optional.of(moment(format.parse(text.strip())));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  static String print(Instant moment) {
    return OUTPUT.format(moment.atOffset(ZoneOffset.UTC));
  }

  private static Instant moment(TemporalAccessor parsed) {
    var time = Objects.requireNonNullElse(parsed.query(TemporalQueries.localTime()), LocalTime.MIN);
    var zone = Objects.requireNonNullElse(parsed.query(TemporalQueries.offset()), ZoneOffset.UTC);
    return LocalDate.from(parsed).atTime(time).toInstant(zone);
  }

  private static DateTimeFormatter format(String pattern) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(pattern)
        .toFormatter(Locale.ENGLISH)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  private static DateTimeFormatter iso() {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern("uuuu-MM-dd[['T'][' ']HH:mm")
        .appendPattern("[:ss")
        .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
        .appendPattern("]][' ']")
        .optionalStart()
        .appendOffset("+HH:mm", "Z")
        .toFormatter(Locale.ENGLISH)
        .withResolverStyle(ResolverStyle.STRICT);
  }
}
