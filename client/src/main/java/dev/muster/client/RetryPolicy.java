package dev.muster.client;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// When a request is sent again. A request that may have been performed is only repeated when
/// repeating it does no harm.
final class RetryPolicy {
  static final int ATTEMPTS = 4;

  /// A request that the provider turns away and asks to send later has not failed: that is its
  /// pace. It waits so long in all.
  static final Duration PATIENCE = Duration.ofMinutes(3);

  /// A provider that asks for more patience than this fails the request; the cycle comes back.
  static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  /// A provider that asks for no patience at all would be asked without end.
  private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);

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

  /// How long to wait after a failure; empty if another attempt is not worth it.
  ///
  /// @param failures so many there have been
  Optional<Duration> afterFailure(int failures) {
    if (failures >= attempts) {
      return Optional.empty();
    }
    var longest = FIRST_WAIT.multipliedBy(1L << (failures - 1)).toMillis();
    return Optional.of(Duration.ofMillis(longest / 2 + random.nextLong(longest / 2 + 1)));
  }

  /// How long to wait since the provider asks for it; empty if that is too long.
  ///
  /// @param waited how long the request has waited for this reason so far
  Optional<Duration> whenTold(Duration asked, Duration waited) {
    return Optional.of(asked.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : asked)
        .filter(wait -> attempts > 1)
        .filter(wait -> wait.compareTo(LONGEST_WAIT) <= 0)
        .filter(wait -> waited.plus(wait).compareTo(PATIENCE) <= 0);
  }
}
