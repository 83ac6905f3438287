package dev.muster.server.requestlog;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// So many a second, and ten times as many at once after a quiet time (a token bucket).
public final class Allowance {
  private static final int BURST_SECONDS = 10;

  private final long nanosEach;
  private final AtomicLong usedUntil = new AtomicLong(Long.MIN_VALUE);
  private final AtomicLong leftOut = new AtomicLong();

  public Allowance(int perSecond) {
    this.nanosEach = TimeUnit.SECONDS.toNanos(1) / perSecond;
  }

  /// How many were not let through.
  public AtomicLong leftOut() {
    return leftOut;
  }

  /// Takes one; false if there is none left.
  public boolean take() {
    long now = System.nanoTime();
    long full = now + TimeUnit.SECONDS.toNanos(BURST_SECONDS);
    while (true) {
      long used = usedUntil.get();
      long next = Math.max(used == Long.MIN_VALUE ? now : used, now) + nanosEach;
      if (next > full) {
        return false;
      }
      if (usedUntil.compareAndSet(used, next)) {
        return true;
      }
    }
  }
}
