package dev.muster.provisioning.cycle;

import dev.muster.provisioning.job.Departure;
import dev.muster.provisioning.job.JobId;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.job.ProvisioningJob.Quarantine;
import dev.muster.provisioning.job.Schedule;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Says whether a job has to run now, and what for.
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
  void ran(ProvisioningJob job) {
    lastRuns.put(job.id(), clock.instant());
    if (job.settings().safety().schedule().cron().isPresent()) {
      store.noteRun(job.id(), Cycle.Kind.SYNC, clock.instant());
    }
  }

  /// What a job has to do now; empty if nothing.
  Optional<Work> work(ProvisioningJob job) {
    var now = clock.instant();
    return switch (job.status()) {
      case NOT_CONFIGURED, NOT_RUN, PAUSED -> Optional.empty();
      case QUARANTINE ->
          Optional.<Work>of(new Work.Sync())
              .filter(sync ->
                  job.quarantine().map(quarantine -> over(job, quarantine, now)).orElse(true));
      case ACTIVE ->
          syncDue(job, now)
              ? Optional.of(new Work.Sync())
              : Optional.<Work>of(new Work.Drift()).filter(drift -> driftDue(job, now));
    };
  }

  /// A plan that waits for a person, or was refused, is made anew when the source has changed
  /// since.
  private boolean over(ProvisioningJob job, Quarantine quarantine, Instant now) {
    return !now.isBefore(quarantine.nextAttempt())
        || (quarantine.waitsForApproval()
            && store.cycles(job.id(), 1).stream()
                .anyMatch(held -> connectors.head(job) > held.watermarkTo()));
  }

  private boolean syncDue(ProvisioningJob job, Instant now) {
    var schedule = job.settings().safety().schedule();
    return scheduled(job, schedule, now)
        || (schedule.push()
            && (job.initialCycleDue()
                || retryDue(job, now)
                || hasChanges(job)
                || !store.replans(job.id()).isEmpty()
                || store.hasReplannedEntries(job.id())))
        || graceOver(job, now)
        || momentDue(job, now);
  }

  /// A job that has not run since this process began is looked at once: it may have been left in
  /// the middle of a cycle. One that runs by cron is, if it was.
  private boolean scheduled(ProvisioningJob job, Schedule schedule, Instant now) {
    var lastRun = lastRuns.get(job.id());
    if (schedule.cron().isEmpty()) {
      return lastRun == null || !now.isBefore(lastRun.plus(job.settings().interval()));
    }
    if (lastRun == null && store.findApplying(job.id()).isPresent()) {
      return true;
    }
    var since = store.lastRun(job.id(), Cycle.Kind.SYNC);
    if (since.isEmpty()) {
      store.noteRun(job.id(), Cycle.Kind.SYNC, now);
    }
    return schedule.nextAfter(since.orElse(now)).map(next -> !now.isBefore(next)).orElse(false);
  }

  private boolean retryDue(ProvisioningJob job, Instant now) {
    var next = store.nextEscrowAttempt(job.id());
    return next.isPresent() && !now.isBefore(next.get());
  }

  /// A date that scope depends on has come.
  private boolean momentDue(ProvisioningJob job, Instant now) {
    var next = store.nextMoment(job.id());
    return next.isPresent() && !now.isBefore(next.get());
  }

  private boolean hasChanges(ProvisioningJob job) {
    return connectors.head(job) > job.watermark();
  }

  /// Whether a grace period has ended since the job ran last, though nothing changed. One whose
  /// account cannot be deleted is not looked at again and again.
  private boolean graceOver(ProvisioningJob job, Instant now) {
    var leavers = job.settings().safety().leavers();
    var lastRun = lastRuns.getOrDefault(job.id(), Instant.EPOCH);
    return Arrays.stream(Departure.Event.values())
        .anyMatch(event ->
            leavers
                .grace(event)
                .flatMap(grace ->
                    store
                        .nextDeparture(job.id(), event, lastRun.minus(grace))
                        .map(left -> !now.isBefore(left.plus(grace))))
                .orElse(false));
  }

  /// The first reconciliation comes one period after the job was first asked: right after its first
  /// cycle there is nothing to find.
  private boolean driftDue(ProvisioningJob job, Instant now) {
    var every = job.settings().safety().drift().every();
    if (every.isEmpty()) {
      return false;
    }
    var last = store.lastRun(job.id(), Cycle.Kind.DRIFT);
    if (last.isEmpty()) {
      store.noteRun(job.id(), Cycle.Kind.DRIFT, now);
    }
    return last.map(ran -> !now.isBefore(ran.plus(every.get()))).orElse(false);
  }
}
