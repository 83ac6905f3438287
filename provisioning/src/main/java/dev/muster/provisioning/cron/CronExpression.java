package dev.muster.provisioning.cron;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// Times by the five fields of cron: minute, hour, day of month, month, day of week.
///
/// ```java
/// CronExpression.parse("30 2 * * MON-FRI").nextAfter(now); // half past two on working days
/// ```
///
/// As in cron, when both days are restricted, either will do. A time that a clock change skips does
/// not come on that day.
public final class CronExpression {
  private static final int FURTHEST_YEARS = 8;
  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

  private final CronField minute;
  private final CronField hour;
  private final CronField dayOfMonth;
  private final CronField month;
  private final CronField dayOfWeek;

  private CronExpression(List<String> fields) {
    minute = CronField.parse("minute", fields.get(0), 0, 59, List.of());
    hour = CronField.parse("hour", fields.get(1), 0, 23, List.of());
    dayOfMonth = CronField.parse("day of month", fields.get(2), 1, 31, List.of());
    month = CronField.parse("month", fields.get(3), 1, 12, MONTHS);
    dayOfWeek = CronField.parse("day of week", fields.get(4), 0, 7, DAYS);
  }

  /// Reads an expression. Throws [CronException] naming the field that is wrong.
  public static CronExpression parse(String text) {
    var fields = List.of(text.strip().split("\\s+"));
    if (fields.size() != 5) {
      throw new CronException(
          "\"%s\" has %d fields; a cron expression has five: minute, hour, day of month, month, day of week"
              .formatted(text, fields.size()));
    }
    return new CronExpression(fields);
  }

  /// The first time after a moment; empty if none comes within eight years, such as for 30
  /// February.
  public Optional<Instant> nextAfter(ZonedDateTime moment) {
    var time = moment.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
    var last = moment.plusYears(FURTHEST_YEARS);
    while (time.isBefore(last)) {
      if (!month.allows(time.getMonthValue())) {
        time = time.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1).plusMonths(1);
      } else if (!allowsDay(time)) {
        time = time.truncatedTo(ChronoUnit.DAYS).plusDays(1);
      } else if (!hour.allows(time.getHour())) {
        time = time.truncatedTo(ChronoUnit.HOURS).plusHours(1);
      } else if (!minute.allows(time.getMinute())) {
        time = time.plusMinutes(1);
      } else {
        return Optional.of(time.toInstant());
      }
    }
    return Optional.empty();
  }

  private boolean allowsDay(ZonedDateTime time) {
    var ofMonth = dayOfMonth.allows(time.getDayOfMonth());
    var weekday = time.getDayOfWeek().getValue();
    var ofWeek = dayOfWeek.allows(weekday) || (weekday == 7 && dayOfWeek.allows(0));
    var either = !dayOfMonth.any() && !dayOfWeek.any();
    return either ? ofMonth || ofWeek : ofMonth && ofWeek;
  }
}
