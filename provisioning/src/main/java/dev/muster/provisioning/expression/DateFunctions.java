package dev.muster.provisioning.expression;

import static dev.muster.provisioning.expression.Arguments.text;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;

/// Functions of dates. Dates are UTC and, like Entra's, written as `M/d/yyyy h:mm:ss tt`.
final class DateFunctions {
  private static final DateTimeFormatter WRITTEN = formatter("M/d/yyyy h:mm:ss tt");

  private static final Map<String, ChronoUnit> INTERVALS =
      Map.of(
          "yyyy", ChronoUnit.YEARS,
          "m", ChronoUnit.MONTHS,
          "ww", ChronoUnit.WEEKS,
          "d", ChronoUnit.DAYS,
          "h", ChronoUnit.HOURS,
          "n", ChronoUnit.MINUTES,
          "s", ChronoUnit.SECONDS);

  static final List<Function> ALL =
      List.of(
          new Function("CDate", 1, 1, a -> written(date(a.text(0)))),
          new Function("DateAdd", 3, 3, DateFunctions::add),
          new Function("DateDiff", 3, 3, DateFunctions::difference),
          new Function("FormatDateTime", 4, 4, DateFunctions::format),
          new Function("Now", 0, 0, a -> written(Optional.of(now(a)))));

  private DateFunctions() {}

  private static LocalDateTime now(Arguments arguments) {
    return LocalDateTime.ofInstant(arguments.evaluation().clock().instant(), ZoneOffset.UTC);
  }

  private static JsonNode add(Arguments arguments) {
    var unit = unit(arguments.text(0));
    return written(date(arguments.text(2)).map(date -> date.plus(arguments.number(1), unit)));
  }

  private static JsonNode difference(Arguments arguments) {
    var from = date(arguments.text(1));
    var to = date(arguments.text(2));
    if (from.isEmpty() || to.isEmpty()) {
      return MissingNode.getInstance();
    }
    return JsonNodeFactory.instance.numberNode(
        unit(arguments.text(0)).between(from.get(), to.get()));
  }

  /// `FormatDateTime(source, styles, inputFormat, outputFormat)`; the styles are Entra's default.
  private static JsonNode format(Arguments arguments) {
    var date =
        arguments.has(2)
            ? parse(arguments.text(0), formatter(arguments.text(2)))
            : date(arguments.text(0));
    return date.map(found -> text(formatter(arguments.text(3)).format(found)))
        .orElse(MissingNode.getInstance());
  }

  private static JsonNode written(Optional<LocalDateTime> date) {
    return date.map(found -> text(WRITTEN.format(found))).orElse(MissingNode.getInstance());
  }

  private static ChronoUnit unit(String interval) {
    var unit = INTERVALS.get(interval);
    if (unit == null) {
      throw new ExpressionException(
          "\"%s\" is not an interval; there are yyyy, m, ww, d, h, n and s".formatted(interval));
    }
    return unit;
  }

  private static Optional<LocalDateTime> date(String text) {
    return Stream.of(
            DateTimeFormatter.ISO_OFFSET_DATE_TIME,
            DateTimeFormatter.ISO_LOCAL_DATE_TIME,
            DateTimeFormatter.ISO_LOCAL_DATE,
            WRITTEN,
            formatter("M/d/yyyy"))
        .flatMap(format -> parse(text.strip(), format).stream())
        .findFirst();
  }

  private static Optional<LocalDateTime> parse(String text, DateTimeFormatter format) {
    try {
      var parsed =
          format.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
      return Optional.of(
          switch (parsed) {
            case OffsetDateTime offset ->
                offset.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
            case LocalDateTime local -> local;
            default -> LocalDate.from(parsed).atStartOfDay();
          });
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /// The .NET custom format letters that differ from Java's are AM/PM, weekday and zone.
  private static DateTimeFormatter formatter(String dotNet) {
    var pattern =
        dotNet
            .replace("tt", "a")
            .replace("dddd", "EEEE")
            .replace("ddd", "EEE")
            .replace("yyyy", "uuuu")
            .replace("zzz", "xxx")
            .replace("K", "XXX")
            .replace("f", "S");
    try {
      return DateTimeFormatter.ofPattern(pattern, Locale.US);
    } catch (IllegalArgumentException e) {
      throw new ExpressionException("\"%s\" is not a date format".formatted(dotNet));
    }
  }
}
