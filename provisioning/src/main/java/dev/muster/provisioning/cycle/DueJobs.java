package dev.muster.provisioning.cycle;

import dev.muster.provisioning.job.JobId;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.ProvisioningJob;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Says whether a job has to run now.
final class DueJobs {
  private final JobStore store;
  private final Connectors connectors;
  private final Clock clock;
  private final Map<JobId, Instant> lastRuns = new ConcurrentHashMap<>();

  DueJobs(JobStore store, Connectors connectors, Clock clock) {
    this.store = store;
    this.connectors = connectors;
    this.clock = clock;
  }

  /// Notes that a job runs now.
  void ran(JobId job) {
    lastRuns.put(job, clock.instant());
  }

  boolean isDue(ProvisioningJob job) {
    var now = clock.instant();
    return switch (job.status()) {
      case NOT_CONFIGURED, NOT_RUN, PAUSED -> false;
      case QUARANTINE ->
          job.quarantine().map(quarantine -> !now.isBefore(quarantine.nextAttempt())).orElse(true);
      case ACTIVE ->
          intervalPassed(job, now) || retryDue(job, now) || momentDue(job, now) || hasChanges(job);
    };
  }

  /// A job that has not run since this process began is looked at once: it may have been left in
  /// the middle of a cycle.
  private boolean intervalPassed(ProvisioningJob job, Instant now) {
    var lastRun = lastRuns.get(job.id());
    return lastRun == null || !now.isBefore(lastRun.plus(job.settings().interval()));
  }

  private boolean retryDue(ProvisioningJob job, Instant now) {
    var next = store.nextEscrowAttempt(job.id());
    return next.isPresent() && !now.isBefore(next.get()) && parked(job).isEmpty();
  }

  /// A date that scope depends on has come.
  private boolean momentDue(ProvisioningJob job, Instant now) {
    var next = store.nextMoment(job.id());
    return next.isPresent() && !now.isBefore(next.get()) && parked(job).isEmpty();
  }

  /// A parked plan waits for a person: only what changed after it is a reason to plan anew.
  private boolean hasChanges(ProvisioningJob job) {
    var head = connectors.head(job);
    if (!job.initialCycleDue() && head <= job.watermark()) {
      return false;
    }
    return parked(job).map(parked -> head > parked.watermarkTo()).orElse(true);
  }

  private Optional<Cycle> parked(ProvisioningJob job) {
    return store.cycles(job.id(), 1).stream()
        .filter(cycle -> cycle.state() == Cycle.State.PARKED)
        .findFirst();
  }
}
