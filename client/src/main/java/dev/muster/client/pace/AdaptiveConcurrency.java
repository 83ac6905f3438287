package dev.muster.client.pace;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// How many requests a provider bears at once, found out as it goes: additive increase,
/// multiplicative decrease, by rounds of as many answers as were allowed.
///
/// A round whose answers took much longer than the quickest round lowers the number by a tenth, a
/// provider that says it is overloaded (429, 503, no answer in time) halves it, and any other round
/// in which the number was needed adds one. Answers below [#QUICK] are never too slow: they say
/// nothing of overload.
public final class AdaptiveConcurrency {
  private static final int FIRST = 16;
  private static final double SLOW = 3;
  private static final Duration QUICK = Duration.ofMillis(250);
  // The quickest round is forgotten slowly: a provider that has become slower for good is not
  // overloaded for ever.
  private static final double FORGETTING = 1.02;

  private final int most;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition freed = lock.newCondition();
  private int limit;
  private int inFlight;
  private boolean needed;
  private int answers;
  private long nanos;
  private double quickest = Double.MAX_VALUE;
  private int sinceHalved;

  /// @param most how many at once at the very most
  public AdaptiveConcurrency(int most) {
    this.most = Math.max(1, most);
    this.limit = Math.min(FIRST, this.most);
  }

  /// What an answer says of the provider's load.
  public enum Load {
    FINE,
    OVERLOADED
  }

  /// How many may be under way now.
  public int limit() {
    lock.lock();
    try {
      return limit;
    } finally {
      lock.unlock();
    }
  }

  /// Waits until one more may be under way.
  public void acquire() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (inFlight >= limit) {
        freed.await();
      }
      inFlight++;
      needed |= inFlight == limit;
    } finally {
      lock.unlock();
    }
  }

  /// One is no longer under way.
  ///
  /// @param latency how long it took
  public void release(Load load, Duration latency) {
    lock.lock();
    try {
      inFlight--;
      sinceHalved++;
      switch (load) {
        case OVERLOADED -> halve();
        case FINE -> count(latency.toNanos());
      }
      freed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Once for those that were under way together: each of them says the same.
  private void halve() {
    if (sinceHalved >= limit) {
      limit = Math.max(1, limit / 2);
      sinceHalved = 0;
      beginRound();
    }
  }

  private void count(long latency) {
    answers++;
    nanos += latency;
    if (answers >= limit) {
      var average = (double) nanos / answers;
      quickest = Math.min(quickest * FORGETTING, average);
      if (average > SLOW * quickest && average > QUICK.toNanos()) {
        limit = Math.max(1, (int) (limit * 0.9));
      } else if (needed) {
        limit = Math.min(most, limit + 1);
      }
      beginRound();
    }
  }

  private void beginRound() {
    answers = 0;
    nanos = 0;
    needed = false;
  }
}
