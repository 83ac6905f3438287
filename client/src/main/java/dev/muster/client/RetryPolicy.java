package dev.muster.client;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// When a request is sent again. A request that may have been performed is only repeated when
/// repeating it does no harm.
final class RetryPolicy {
  static final int ATTEMPTS = 4;

  /// A provider that asks for more patience than this fails the request; the cycle comes back.
  static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private static final Duration FIRST_WAIT = Duration.ofMillis(500);

  private final Clock clock;
  private final RandomGenerator random;

  RetryPolicy(Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /// Whether an answer says that the request was not performed, or that it may be sent again.
  static boolean passes(int status, boolean repeatable) {
    return switch (status) {
      case 429 -> true;
      case 503 -> true;
      case 502, 504 -> repeatable;
      default -> false;
    };
  }

  /// How long to wait before the next attempt; empty if it is not worth it.
  Optional<Duration> wait(int attempt, Optional<String> retryAfter) {
    if (attempt >= ATTEMPTS) {
      return Optional.empty();
    }
    var asked = retryAfter.flatMap(this::parse);
    if (asked.isPresent()) {
      return asked.filter(wait -> wait.compareTo(LONGEST_WAIT) <= 0);
    }
    var longest = FIRST_WAIT.multipliedBy(1L << (attempt - 1)).toMillis();
    return Optional.of(Duration.ofMillis(longest / 2 + random.nextLong(longest / 2 + 1)));
  }

  /// Retry-After holds seconds or a date (RFC 9110 §10.2.3).
  private Optional<Duration> parse(String header) {
    try {
      return Optional.of(Duration.ofSeconds(Math.max(0, Long.parseLong(header.strip()))));
    } catch (NumberFormatException notSeconds) {
      try {
        Instant until =
            ZonedDateTime.parse(header.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        var wait = Duration.between(clock.instant(), until);
        return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
      } catch (DateTimeException e) {
        return Optional.empty();
      }
    }
  }
}
