package dev.muster.provisioning.cycle;

import dev.muster.provisioning.job.ActionOutcome;
import dev.muster.provisioning.job.JobId;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.plan.PlanCounts;
import dev.muster.provisioning.plan.PlannedAction;
import java.util.ArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Keeps what the actions of a page came to, beside the requests: while some outcomes are made
/// durable, those that come meanwhile gather and follow in one transaction, so that no request
/// waits for the disk. All are durable when it is closed.
final class Settlement implements AutoCloseable {
  private record Performed(PlannedAction planned, ActionOutcome outcome) {}

  private final JobStore store;
  private final JobId job;
  private final long cycle;
  private final CycleProgress progress;
  private final LinkedBlockingQueue<Performed> waiting = new LinkedBlockingQueue<>();
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
  private final ExecutorService keeper =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("settlement").factory());

  Settlement(JobStore store, JobId job, long cycle, CycleProgress progress) {
    this.store = store;
    this.job = job;
    this.cycle = cycle;
    this.progress = progress;
  }

  void add(PlannedAction planned, ActionOutcome outcome) {
    waiting.add(new Performed(planned, outcome));
    keeper.execute(this::keepAllThatWait);
  }

  /// Throws when the store has failed: what cannot be kept must not be followed by more requests.
  void requireKept() {
    var failed = failure.get();
    if (failed != null) {
      // One of its own for each who asks: an exception cannot be suppressed by itself.
      throw new IllegalStateException(
          "what was done at the target could not be kept: " + failed.getMessage(), failed);
    }
  }

  @Override
  public void close() {
    keeper.close();
    requireKept();
  }

  private void keepAllThatWait() {
    var performed = new ArrayList<Performed>();
    waiting.drainTo(performed);
    if (performed.isEmpty() || failure.get() != null) {
      return;
    }
    try {
      store.settle(job, cycle, performed.stream().map(Performed::outcome).toList());
    } catch (RuntimeException e) {
      failure.set(e);
      return;
    }
    for (var one : performed) {
      progress.performed(
          PlanCounts.of(one.planned().action()).changes(),
          one.outcome().state() != PlannedAction.State.FAILED);
    }
  }
}
