package dev.muster.server.admin;

import dev.muster.server.http.HttpException;
import dev.muster.server.http.RequestFields;
import java.time.Duration;
import java.util.Optional;

/// How long a token or secret is to work, in days.
public final class Lifetimes {
  private static final int LONGEST_DAYS = 3_650;

  private Lifetimes() {}

  public static Optional<Duration> find(RequestFields fields, String field) {
    return fields.findInteger(field).map(days -> lifetime(field, days));
  }

  private static Duration lifetime(String field, int days) {
    if (days < 1 || days > LONGEST_DAYS) {
      throw HttpException.invalid(
          field, "%d is not between 1 and %d".formatted(days, LONGEST_DAYS));
    }
    return Duration.ofDays(days);
  }
}
