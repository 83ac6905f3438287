package dev.muster.client;

import dev.muster.client.pace.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Time that passes when somebody sleeps, and then at once.
final class TestTime implements Time {
  private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");

  private final List<Duration> waits = Collections.synchronizedList(new ArrayList<>());
  private long nanos;

  /// How long was slept, each time.
  List<Duration> waits() {
    return waits;
  }

  synchronized Duration elapsed() {
    return Duration.ofNanos(nanos);
  }

  synchronized void pass(Duration duration) {
    nanos += duration.toNanos();
  }

  @Override
  public synchronized Instant now() {
    return START.plusNanos(nanos);
  }

  @Override
  public synchronized long nanos() {
    return nanos;
  }

  @Override
  public void sleep(Duration duration) {
    waits.add(duration);
    pass(duration);
  }
}
