package dev.muster.client.pace;

import java.time.Duration;
import java.util.Optional;

/// Leaves a provider alone that has failed many times in a row: a provider that is down is not
/// helped by more requests, and each would wait for its timeout. After a while one request tries.
public final class CircuitBreaker {
  /// How many failures in a row open it.
  public static final int FAILURES = 10;

  /// How long it stays open before a request tries.
  public static final Duration OPEN = Duration.ofSeconds(30);

  private final Time time;
  private int failures;
  private long closedAt;

  public CircuitBreaker(Time time) {
    this.time = time;
  }

  /// How long it is still open; empty if a request may go.
  public synchronized Optional<Duration> open() {
    if (failures < FAILURES) {
      return Optional.empty();
    }
    var left = closedAt - time.nanos();
    if (left > 0) {
      return Optional.of(Duration.ofNanos(left));
    }
    // This one tries; the others wait for what it finds.
    closedAt = time.nanos() + OPEN.toNanos();
    return Optional.empty();
  }

  /// The provider answered, whatever it said.
  public synchronized void answered() {
    failures = 0;
  }

  /// The provider was not reached, gave no answer in time, or something before it says that it is
  /// down.
  public synchronized void failed() {
    failures++;
    closedAt = time.nanos() + OPEN.toNanos();
  }
}
