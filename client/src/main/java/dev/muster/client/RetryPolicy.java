package dev.muster.client;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// When a request is sent again. A request that may have been performed is only repeated when
/// repeating it does no harm.
final class RetryPolicy {
  static final int ATTEMPTS = 4;

  // A request that the provider turns away and asks to send later has not failed: that is its pace.
  private static final int MORE_WHEN_TOLD = 3;

  /// A provider that asks for more patience than this fails the request; the cycle comes back.
  static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private static final Duration FIRST_WAIT = Duration.ofMillis(500);

  private final RandomGenerator random;
  private final int attempts;

  RetryPolicy(RandomGenerator random) {
    this(random, ATTEMPTS);
  }

  private RetryPolicy(RandomGenerator random, int attempts) {
    this.random = random;
    this.attempts = attempts;
  }

  /// Nothing is sent again: whoever asks wants to see the first answer.
  static RetryPolicy never() {
    return new RetryPolicy(() -> 0, 1);
  }

  /// Whether an answer says that the request was not performed, or that it may be sent again. A
  /// read that fails is worth another attempt; a write that fails with 500 may be this one
  /// object's, and would fail again.
  static boolean passes(int status, String method, boolean repeatable) {
    return switch (status) {
      case 429, 503 -> true;
      case 502, 504 -> repeatable;
      case 500 -> method.equals("GET");
      default -> false;
    };
  }

  /// How long to wait before the next attempt; empty if it is not worth it.
  ///
  /// @param asked how long the provider asks to wait
  Optional<Duration> wait(int attempt, Optional<Duration> asked) {
    if (attempt >= attempts * (asked.isPresent() ? MORE_WHEN_TOLD : 1) || attempts == 1) {
      return Optional.empty();
    }
    if (asked.isPresent()) {
      return asked.filter(wait -> wait.compareTo(LONGEST_WAIT) <= 0);
    }
    var longest = FIRST_WAIT.multipliedBy(1L << (attempt - 1)).toMillis();
    return Optional.of(Duration.ofMillis(longest / 2 + random.nextLong(longest / 2 + 1)));
  }
}
