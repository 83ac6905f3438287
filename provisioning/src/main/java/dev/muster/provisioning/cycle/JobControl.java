package dev.muster.provisioning.cycle;

import dev.muster.provisioning.job.JobId;
import dev.muster.provisioning.job.JobStatus;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.job.ResetScope;
import dev.muster.provisioning.log.ProvisioningLogEntries;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/// What a person does to a job: start, pause, cancel, restart — Entra's actions — and decide on its
/// plan.
public final class JobControl {
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long POLL_MILLIS = 25;

  private final JobStore store;
  private final JobRunner runner;
  private final Clock clock;

  public JobControl(JobStore store, JobRunner runner, Clock clock) {
    this.store = store;
    this.runner = runner;
    this.clock = clock;
  }

  /// Starts a job, or goes on with one that was paused: a cycle that was interrupted is resumed.
  public void start(JobId job) {
    store.updateStatus(job, JobStatus.ACTIVE, Optional.empty());
    runner.wake();
  }

  /// Pauses a job: its cycle stops between two requests and is resumed by the next start.
  public void pause(JobId job) {
    store.updateStatus(job, JobStatus.PAUSED, Optional.empty());
    runner.wake();
  }

  /// Pauses a job and gives up the cycle that it is in, or the plan that waits. What was done stays
  /// done and is in the log; the rest is void, and planned anew after the next start.
  ///
  /// @return the cycle; empty if there was none
  public Optional<Cycle> cancel(ProvisioningJob job) {
    pause(job.id());
    return exclusively(job.id(), () -> giveUp(job));
  }

  /// Starts a job anew: what it was doing is given up, and what the scopes name is forgotten.
  public void restart(ProvisioningJob job, Set<ResetScope> scopes) {
    exclusively(
        job.id(),
        () -> {
          giveUp(job);
          store.reset(job.id(), scopes);
          store.requireInitialCycle(job.id());
          return true;
        });
    start(job.id());
  }

  private Optional<Cycle> giveUp(ProvisioningJob job) {
    var cycle = store.findApplying(job.id()).or(() -> store.findParked(job.id()));
    return cycle.map(open -> {
      var done = store.performed(job.id(), open.number());
      var account =
          "cancelled after %,d of %,d changes; the others were not sent, and are planned anew"
              .formatted(done.changes(), open.planned().changes());
      var cancelled = open.noting(account).cancelled(done, clock.instant());
      var log = new ProvisioningLogEntries(job.id(), open.number(), clock);
      store.giveUp(cancelled, "the cycle was cancelled", log.cancelled(job.name(), account));
      return cancelled;
    });
  }

  /// Does something while nobody runs the job; a cycle that is running is stopped and resumed
  /// later. Throws [JobBusyException] if it does not stop within seconds.
  public <T> T exclusively(JobId job, Supplier<T> work) {
    var name = "by hand " + UUID.randomUUID();
    var deadline = clock.instant().plus(PATIENCE);
    while (!store.lease(job, name, clock.instant(), clock.instant().plus(LEASE))) {
      if (clock.instant().isAfter(deadline)) {
        throw new JobBusyException(
            "the job is running and did not stop within %d seconds; pause it and try again"
                .formatted(PATIENCE.toSeconds()));
      }
      runner.stop(job);
      pauseFor(POLL_MILLIS);
    }
    try {
      return work.get();
    } finally {
      store.release(job, name);
      runner.wake();
    }
  }

  private static void pauseFor(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JobBusyException("interrupted while waiting for the job to stop");
    }
  }
}
