package dev.muster.server.console;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Moments and durations as people read them; moments are in UTC.
public final class Times {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int DAY = 10;

  private Times() {}

  /// `2026-11-25 17:40:03`; empty text for none.
  public static String moment(String iso) {
    return iso.isEmpty() ? "" : MOMENT.format(Instant.parse(iso));
  }

  /// `2026-11-25`.
  public static String day(String iso) {
    return iso.isEmpty() ? "" : moment(iso).substring(0, DAY);
  }

  /// What a field for a date and time has, as a moment in UTC; anything else as it is.
  static String instant(String typed) {
    return typed.matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}") ? typed + ":00Z" : typed;
  }

  /// `1.2 s`, `3 min 20 s`; empty text while it lasts.
  public static String between(String began, String ended) {
    if (began.isEmpty() || ended.isEmpty()) {
      return "";
    }
    return words(milliseconds(began, ended));
  }

  /// How long it was; 0 while it lasts.
  static long milliseconds(String began, String ended) {
    return began.isEmpty() || ended.isEmpty()
        ? 0
        : Duration.between(Instant.parse(began), Instant.parse(ended)).toMillis();
  }

  /// `1.2 s`, `3 min 20 s`, `2 h 5 min`.
  static String words(long milliseconds) {
    var duration = Duration.ofMillis(milliseconds);
    if (duration.toHours() >= 1) {
      return "%d h %d min".formatted(duration.toHours(), duration.toMinutesPart());
    }
    if (duration.toMinutes() >= 1) {
      return "%d min %d s".formatted(duration.toMinutes(), duration.toSecondsPart());
    }
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }
}
