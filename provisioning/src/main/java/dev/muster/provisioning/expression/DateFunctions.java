package dev.muster.provisioning.expression;

import static dev.muster.provisioning.expression.Kind.DATE;
import static dev.muster.provisioning.expression.Kind.DATE_FORMAT;
import static dev.muster.provisioning.expression.Kind.INTERVAL;
import static dev.muster.provisioning.expression.Kind.NUMBER;
import static dev.muster.provisioning.expression.Kind.TEXT;
import static dev.muster.provisioning.expression.Kind.WHOLE;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Functions of dates. All are in UTC.
final class DateFunctions {
  /// Active Directory counts steps of 100 ns from 1601.
  private static final Instant FILE_TIME_BEGIN = Instant.parse("1601-01-01T00:00:00Z");

  private static final long STEPS_PER_SECOND = 10_000_000;

  static final List<Function> ALL =
      List.of(
          Function.of(
              "Now",
              "The present moment.",
              List.of(),
              a -> date(a.environment().clock().instant())),
          Function.of(
              "CDate",
              "The date that a text means.",
              List.of(Parameter.of("expression", DATE)),
              a -> date(a.date(0))),
          Function.of(
              "DateAdd",
              "A date some intervals later: yyyy, m, d, ww, h, n or s.",
              List.of(
                  Parameter.of("interval", INTERVAL),
                  Parameter.of("value", WHOLE),
                  Parameter.of("dateTime", DATE)),
              DateFunctions::add),
          Function.of(
              "DateDiff",
              "How many intervals lie between two dates.",
              List.of(
                  Parameter.of("interval", INTERVAL),
                  Parameter.of("date1", DATE),
                  Parameter.of("date2", DATE)),
              a -> Values.number(interval(a).between(a.date(1), a.date(2)))),
          Function.of(
              "FormatDateTime",
              "A date in another form.",
              List.of(
                  Parameter.of("source", TEXT),
                  Parameter.of("dateTimeStyles", TEXT).orNothing(),
                  Parameter.of("inputFormat", DATE_FORMAT).orNothing(),
                  Parameter.of("outputFormat", DATE_FORMAT)),
              DateFunctions::format),
          Function.of(
              "DateFromNum",
              "The date that a number of Active Directory means.",
              List.of(Parameter.of("value", NUMBER)),
              DateFunctions::fromFileTime),
          Function.of(
              "NumFromDate",
              "The number of Active Directory that means a date.",
              List.of(Parameter.of("value", DATE)),
              a -> Values.number(fileTime(a.date(0)))));

  private DateFunctions() {}

  private static JsonNode add(Arguments arguments) {
    try {
      return date(interval(arguments).add(arguments.date(2), arguments.whole(1)));
    } catch (DateTimeException | ArithmeticException e) {
      throw arguments.misfit(1, "a number that leads to a date");
    }
  }

  private static DateInterval interval(Arguments arguments) {
    return DateInterval.find(arguments.text(0))
        .orElseThrow(() -> arguments.misfit(0, "one of yyyy, m, d, ww, h, n, s"));
  }

  // Styles say how .NET treats white space and zones; spaces never matter here and UTC is the only
  // zone, so all of them come to the same.
  private static JsonNode format(Arguments arguments) {
    if (arguments.text(0).isBlank()) {
      return Values.NULL;
    }
    var moment =
        arguments.given(2)
            ? DateText.parse(arguments.text(0), pattern(arguments, 2))
                .orElseThrow(() -> arguments.misfit(0, "a date of the form " + arguments.text(2)))
            : arguments.date(0);
    return Values.of(pattern(arguments, 3).format(moment.atOffset(ZoneOffset.UTC)));
  }

  private static DateTimeFormatter pattern(Arguments arguments, int index) {
    try {
      return NetDateFormat.parse(arguments.text(index));
    } catch (IllegalArgumentException e) {
      throw arguments.misfit(index, "a date format such as \"yyyy-MM-dd\"");
    }
  }

  private static JsonNode fromFileTime(Arguments arguments) {
    try {
      var steps = arguments.number(0).longValueExact();
      return date(FILE_TIME_BEGIN.plusSeconds(steps / STEPS_PER_SECOND));
    } catch (ArithmeticException | DateTimeException e) {
      throw arguments.misfit(0, "a number of 100 ns since 1601");
    }
  }

  private static long fileTime(Instant date) {
    return (date.getEpochSecond() - FILE_TIME_BEGIN.getEpochSecond()) * STEPS_PER_SECOND
        + date.getNano() / 100;
  }

  private static JsonNode date(Instant moment) {
    return Values.of(DateText.print(moment));
  }
}
