package dev.muster.server.events;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/// When a delivery that failed is tried again: after 5 and 30 seconds, 2, 10 and 30 minutes, 1, 3,
/// 6, 12, 24 and 24 hours, each give or take a fifth. After twelve attempts in three days it is
/// given up.
///
/// @param random from 0 to 1
public record RetrySchedule(DoubleSupplier random) {
  private static final double SPREAD = 0.2;
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofMinutes(10),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(3),
          Duration.ofHours(6),
          Duration.ofHours(12),
          Duration.ofHours(24),
          Duration.ofHours(24));

  /// When to try again after so many attempts; empty when it is given up.
  public Optional<Instant> next(int attempts, Instant now, Optional<Duration> retryAfter) {
    if (attempts > PAUSES.size()) {
      return Optional.empty();
    }
    var pause = PAUSES.get(attempts - 1);
    double spread = 1 - SPREAD + 2 * SPREAD * random.getAsDouble();
    var spreadOut = Duration.ofMillis(Math.round(pause.toMillis() * spread));
    var asked = retryAfter.orElse(Duration.ZERO);
    return Optional.of(now.plus(asked.compareTo(spreadOut) > 0 ? asked : spreadOut));
  }
}
