package dev.muster.provisioning.cycle;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/// How far a cycle is, while it runs: for progress bars. Safe to read from any thread.
public final class CycleProgress {
  private final Instant began;
  private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.PLANNING);
  private final AtomicLong total = new AtomicLong();
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();

  public CycleProgress(Clock clock) {
    this.began = clock.instant();
  }

  /// What the cycle is doing.
  public enum Phase {
    PLANNING,
    APPLYING
  }

  /// A look at the progress.
  ///
  /// @param total changes of the plan, members counted one by one; while it is being made, those
  ///   found so far
  /// @param done changes performed, failed ones included
  public record Snapshot(Phase phase, long total, long done, long failed, Instant began) {}

  /// How far the cycle is now.
  public Snapshot snapshot() {
    return new Snapshot(phase.get(), total.get(), done.get(), failed.get(), began);
  }

  void planned(long changes) {
    total.set(changes);
  }

  void applying(long changes, long doneBefore) {
    total.set(changes);
    done.set(doneBefore);
    phase.set(Phase.APPLYING);
  }

  void performed(long changes, boolean succeeded) {
    done.addAndGet(changes);
    if (!succeeded) {
      failed.addAndGet(changes);
    }
  }
}
