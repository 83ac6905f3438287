package dev.muster.provisioning.expression;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;

/// A unit of `DateAdd` and `DateDiff`, counted as Visual Basic counts it: years, months and weeks
/// by the calendar (Sunday to Monday is the same week), shorter ones by the time that has passed.
enum DateInterval {
  YYYY(ChronoUnit.YEARS),
  M(ChronoUnit.MONTHS),
  D(ChronoUnit.DAYS),
  WW(ChronoUnit.WEEKS),
  H(ChronoUnit.HOURS),
  N(ChronoUnit.MINUTES),
  S(ChronoUnit.SECONDS);

  private final ChronoUnit unit;

  DateInterval(ChronoUnit unit) {
    this.unit = unit;
  }

  static Optional<DateInterval> find(String name) {
    for (var interval : values()) {
      if (interval.name().equals(name.toUpperCase(Locale.ROOT))) {
        return Optional.of(interval);
      }
    }
    return Optional.empty();
  }

  Instant add(Instant date, long count) {
    return utc(date).plus(count, unit).toInstant(ZoneOffset.UTC);
  }

  /// How many intervals the second date is later than the first; what is left over does not count,
  /// in either direction.
  long between(Instant from, Instant to) {
    if (to.isBefore(from)) {
      return -between(to, from);
    }
    var first = utc(from);
    var second = utc(to);
    return switch (this) {
      case YYYY -> second.getYear() - (long) first.getYear();
      case M ->
          12L * (second.getYear() - first.getYear())
              + (second.getMonthValue() - first.getMonthValue());
      case WW -> Duration.between(sunday(first), sunday(second)).toDays() / 7;
      case D, H, N, S -> Duration.between(from, to).toSeconds() / unit.getDuration().toSeconds();
    };
  }

  private static LocalDateTime sunday(LocalDateTime date) {
    return date.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
  }

  private static LocalDateTime utc(Instant moment) {
    return LocalDateTime.ofInstant(moment, ZoneOffset.UTC);
  }
}
