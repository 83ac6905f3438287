package dev.muster.bench.simulation;

import dev.muster.client.pace.Time;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/// Time that passes only when nobody has anything to do but wait: then it jumps to when the first
/// of the sleepers wakes up. An hour takes as long as the work that is done in it.
///
/// Whoever works outside of the simulation, say on a real request, says so by [#busy]; other work
/// is noticed by its ending within [#QUIET]. Work that takes longer may see the clock move: results
/// can come out slower than they are, not faster.
public final class SimulatedTime implements Time, AutoCloseable {
  private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");
  private static final long QUIET = 200_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final PriorityQueue<Sleeper> sleepers =
      new PriorityQueue<>(Comparator.comparingLong(Sleeper::until));
  private final Thread driver =
      Thread.ofPlatform().daemon().name("simulated-time").unstarted(this::drive);
  private volatile long nanos;
  private final AtomicLong events = new AtomicLong();
  private int busy;
  private volatile boolean closed;

  private record Sleeper(long until, CountDownLatch latch) {}

  public SimulatedTime() {
    driver.start();
  }

  /// How long it has been since the beginning.
  public Duration elapsed() {
    return Duration.ofNanos(nanos);
  }

  /// The same time as a clock.
  public Clock clock() {
    return new Clock() {
      @Override
      public Instant instant() {
        return now();
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }
    };
  }

  @Override
  public Instant now() {
    return START.plusNanos(nanos);
  }

  @Override
  public long nanos() {
    return nanos;
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    var latch = new CountDownLatch(1);
    lock.lock();
    try {
      sleepers.add(new Sleeper(nanos + duration.toNanos(), latch));
      happened();
    } finally {
      lock.unlock();
    }
    latch.await();
  }

  /// Work that takes no simulated time.
  interface Work<T, E extends Exception> {
    T perform() throws E, InterruptedException;
  }

  /// Holds time still while something real is done.
  <T, E extends Exception> T busy(Work<T, E> work) throws E, InterruptedException {
    count(1);
    try {
      return work.perform();
    } finally {
      count(-1);
    }
  }

  /// Moves on to a moment, when nobody is asleep.
  public void advanceTo(Instant moment) {
    lock.lock();
    try {
      nanos = Math.max(nanos, Duration.between(START, moment).toNanos());
    } finally {
      lock.unlock();
    }
  }

  private void count(int more) {
    lock.lock();
    try {
      busy += more;
      happened();
    } finally {
      lock.unlock();
    }
  }

  private void happened() {
    events.incrementAndGet();
    changed.signal();
  }

  private void drive() {
    while (!closed) {
      var seen = awaitSleepers();
      LockSupport.parkNanos(QUIET);
      if (seen == events.get()) {
        wakeFirst(seen);
      }
    }
  }

  /// What has happened so far, once somebody sleeps and nobody is busy.
  private long awaitSleepers() {
    lock.lock();
    try {
      while (!closed && (sleepers.isEmpty() || busy > 0)) {
        changed.awaitUninterruptibly();
      }
      return events.get();
    } finally {
      lock.unlock();
    }
  }

  private void wakeFirst(long seen) {
    lock.lock();
    try {
      if (seen == events.get() && busy == 0 && !sleepers.isEmpty()) {
        var first = sleepers.remove();
        nanos = Math.max(nanos, first.until());
        events.incrementAndGet();
        first.latch().countDown();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }
}
