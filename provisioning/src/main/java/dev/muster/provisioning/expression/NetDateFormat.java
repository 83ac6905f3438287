package dev.muster.provisioning.expression;

import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.format.SignStyle;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalField;
import java.util.Locale;
import java.util.Map;

/// Reads .NET's date and time format strings, which Entra's `FormatDateTime` takes: `yyyy-MM-dd`,
/// `M/d/yyyy h:mm:ss tt`, `yyyyMMddHHmmss.fZ`, `yyyy-MM-ddzzz`. Names of months and days are
/// English, as in .NET's invariant culture.
final class NetDateFormat {
  private static final Map<String, String> STANDARD =
      Map.ofEntries(
          Map.entry("d", "MM/dd/yyyy"),
          Map.entry("D", "dddd, dd MMMM yyyy"),
          Map.entry("f", "dddd, dd MMMM yyyy HH:mm"),
          Map.entry("F", "dddd, dd MMMM yyyy HH:mm:ss"),
          Map.entry("g", "MM/dd/yyyy HH:mm"),
          Map.entry("G", "MM/dd/yyyy HH:mm:ss"),
          Map.entry("m", "MMMM dd"),
          Map.entry("M", "MMMM dd"),
          Map.entry("r", "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'"),
          Map.entry("R", "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'"),
          Map.entry("s", "yyyy-MM-dd'T'HH:mm:ss"),
          Map.entry("t", "HH:mm"),
          Map.entry("T", "HH:mm:ss"),
          Map.entry("u", "yyyy-MM-dd HH:mm:ss'Z'"),
          Map.entry("U", "dddd, dd MMMM yyyy HH:mm:ss"),
          Map.entry("y", "yyyy MMMM"),
          Map.entry("Y", "yyyy MMMM"),
          Map.entry("o", "yyyy-MM-dd'T'HH:mm:ss.fffffffK"),
          Map.entry("O", "yyyy-MM-dd'T'HH:mm:ss.fffffffK"));

  private final String format;
  private final DateTimeFormatterBuilder builder =
      new DateTimeFormatterBuilder().parseCaseInsensitive();
  private boolean halfDay;
  private boolean named;

  private NetDateFormat(String format) {
    this.format = format;
  }

  /// The format; throws `IllegalArgumentException` for one that .NET would not take either.
  static DateTimeFormatter parse(String format) {
    if (format.isBlank()) {
      throw new IllegalArgumentException("a date format cannot be empty");
    }
    return new NetDateFormat(STANDARD.getOrDefault(format, format)).parse();
  }

  private DateTimeFormatter parse() {
    for (int i = 0; i < format.length(); ) {
      i +=
          switch (format.charAt(i)) {
            case '\'', '"' -> quoted(i);
            case '\\' -> escaped(i);
            case '%' -> 1;
            default -> specifier(i);
          };
    }
    if (halfDay && !named) {
      builder.parseDefaulting(ChronoField.AMPM_OF_DAY, 0);
    }
    return builder.toFormatter(Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
  }

  private int quoted(int start) {
    int end = format.indexOf(format.charAt(start), start + 1);
    if (end < 0) {
      throw new IllegalArgumentException(
          "the quote in the date format \"%s\" is never closed".formatted(format));
    }
    builder.appendLiteral(format.substring(start + 1, end));
    return end + 1 - start;
  }

  private int escaped(int start) {
    if (start + 1 == format.length()) {
      throw new IllegalArgumentException(
          "the date format \"%s\" ends in a backslash".formatted(format));
    }
    builder.appendLiteral(format.charAt(start + 1));
    return 2;
  }

  private int specifier(int start) {
    char letter = format.charAt(start);
    int end = start + 1;
    while (end < format.length() && format.charAt(end) == letter) {
      end++;
    }
    append(letter, end - start);
    return end - start;
  }

  private void append(char letter, int count) {
    switch (letter) {
      case 'y' -> year(count);
      case 'M' -> textOrNumber(ChronoField.MONTH_OF_YEAR, count);
      case 'd' ->
          textOrNumber(count < 3 ? ChronoField.DAY_OF_MONTH : ChronoField.DAY_OF_WEEK, count);
      case 'H' -> number(ChronoField.HOUR_OF_DAY, count);
      case 'h' -> {
        halfDay = true;
        number(ChronoField.CLOCK_HOUR_OF_AMPM, count);
      }
      case 'm' -> number(ChronoField.MINUTE_OF_HOUR, count);
      case 's' -> number(ChronoField.SECOND_OF_MINUTE, count);
      case 'f' -> builder.appendFraction(ChronoField.NANO_OF_SECOND, digits(count), count, false);
      case 'F' -> builder.appendFraction(ChronoField.NANO_OF_SECOND, 0, digits(count), false);
      case 't' -> {
        named = true;
        builder.appendText(ChronoField.AMPM_OF_DAY, TextStyle.SHORT);
      }
      case 'z' -> offset(count);
      case 'K' -> builder.optionalStart().appendOffset("+HH:MM", "Z").optionalEnd();
      default -> builder.appendLiteral(String.valueOf(letter).repeat(count));
    }
  }

  private static int digits(int count) {
    if (count > 7) {
      throw new IllegalArgumentException(
          "a date format has at most 7 digits of a second, not %d".formatted(count));
    }
    return count;
  }

  private void year(int count) {
    if (count < 3) {
      // .NET's calendar takes two digits as 1950 to 2049.
      builder.appendValueReduced(ChronoField.YEAR, count, 2, 1950);
    } else {
      builder.appendValue(ChronoField.YEAR, 4);
    }
  }

  private void textOrNumber(TemporalField field, int count) {
    if (count < 3) {
      number(field, count);
    } else {
      builder.appendText(field, count == 3 ? TextStyle.SHORT : TextStyle.FULL);
    }
  }

  private void number(TemporalField field, int count) {
    if (count == 1) {
      builder.appendValue(field, 1, 2, SignStyle.NOT_NEGATIVE);
    } else {
      builder.appendValue(field, 2);
    }
  }

  private void offset(int count) {
    switch (count) {
      case 1 -> builder.appendOffset("+H", "+0");
      case 2 -> builder.appendOffset("+HH", "+00");
      default -> builder.appendOffset("+HH:MM", "+00:00");
    }
  }
}
