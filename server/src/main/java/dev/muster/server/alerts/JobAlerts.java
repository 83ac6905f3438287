package dev.muster.server.alerts;

import dev.muster.provisioning.cycle.Cycle;
import dev.muster.provisioning.job.ActionOutcome;
import dev.muster.provisioning.job.JobEvents;
import dev.muster.provisioning.job.JobId;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.job.ProvisioningJob.Quarantine;
import dev.muster.provisioning.log.ProvisioningLogEntry.Action;
import dev.muster.server.tenant.LiveTenants;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes alerts of what happens to jobs.
final class JobAlerts implements JobEvents {
  private static final Logger LOG = LoggerFactory.getLogger(JobAlerts.class);
  private static final int PERCENT = 100;

  private final Alerts alerts;
  private final JobStore jobs;
  private final LiveTenants tenants;
  private final Set<JobId> quarantined = ConcurrentHashMap.newKeySet();

  JobAlerts(Alerts alerts, JobStore jobs, LiveTenants tenants) {
    this.alerts = alerts;
    this.jobs = jobs;
    this.tenants = tenants;
  }

  @Override
  public void happened(JobEvent event) {
    try {
      switch (event) {
        case JobEvent.Quarantined(JobId job, Quarantine quarantine) -> began(job, quarantine);
        case JobEvent.Recovered(JobId job, Quarantine from) -> ended(job, from);
        case JobEvent.Stopped(JobId job, Quarantine quarantine) -> stopped(job, quarantine);
        case JobEvent.PlanHeld(JobId job, Cycle cycle, String reason) -> held(job, cycle, reason);
        case JobEvent.CycleEnded(JobId job, Cycle cycle) -> failures(job, cycle);
        case JobEvent.Settled settled -> removals(settled);
        case JobEvent.DriftFound drift -> {}
      }
    } catch (RuntimeException e) {
      // A job does not stop since nobody can be told about it.
      LOG.warn("an alert about job {} could not be kept", event.job(), e);
    }
  }

  private void began(JobId job, Quarantine quarantine) {
    var changed = !quarantined.add(job) || quarantine.seriesCount() > 1;
    alerts.raise(
        job.tenant(),
        changed ? AlertKind.QUARANTINE_CHANGED : AlertKind.QUARANTINE_BEGAN,
        subject(job) + quarantine.reason(),
        name(job),
        "\"%s\" is in quarantine (%s): %s. It is tried again at %s."
            .formatted(
                name(job), quarantine.reason(), quarantine.detail(), quarantine.nextAttempt()));
  }

  private void ended(JobId job, Quarantine from) {
    quarantined.remove(job);
    alerts.over(job.tenant(), subject(job) + from.reason());
    alerts.raise(
        job.tenant(),
        AlertKind.QUARANTINE_ENDED,
        "recovered " + job + " " + from.began(),
        name(job),
        "\"%s\" works again; it was in quarantine (%s) since %s."
            .formatted(name(job), from.reason(), from.began()));
  }

  private void stopped(JobId job, Quarantine quarantine) {
    alerts.raise(
        job.tenant(),
        AlertKind.JOB_STOPPED,
        subject(job) + "stopped",
        name(job),
        "\"%s\" is paused: it was in quarantine (%s) since %s. Mend the cause and start it."
            .formatted(name(job), quarantine.reason(), quarantine.began()));
  }

  private void held(JobId job, Cycle cycle, String reason) {
    alerts.raise(
        job.tenant(),
        AlertKind.GUARD_TRIPPED,
        "plan " + job + " " + cycle.number(),
        name(job),
        "Plan %d of \"%s\" waits for approval: %s. Look at it with \"muster app plan\"."
            .formatted(cycle.number(), name(job), reason));
  }

  private void failures(JobId job, Cycle cycle) {
    var failed = cycle.performed().failed();
    var all = failed + cycle.performed().changes();
    tenants
        .find(job.tenant())
        .map(tenant -> tenant.settings().alerts())
        .filter(settings ->
            failed >= settings.failureMinimum()
                && failed * PERCENT >= settings.failureShare() * all)
        .ifPresent(settings ->
            alerts.raise(
                job.tenant(),
                AlertKind.FAILURES_SPIKE,
                "failures " + job,
                name(job),
                "%,d of %,d changes of cycle %d of \"%s\" failed. \"muster app failures\" shows them."
                    .formatted(failed, all, cycle.number(), name(job))));
  }

  private void removals(JobEvent.Settled settled) {
    var promised =
        tenants.find(settled.job().tenant()).map(tenant -> tenant.settings().alerts().removal());
    promised.ifPresent(limit ->
        settled.outcomes().stream()
            .filter(outcome -> slow(outcome, settled.since(), limit))
            .findFirst()
            .ifPresent(outcome -> slowRemoval(settled, outcome, limit)));
  }

  private static boolean slow(ActionOutcome outcome, Map<String, Instant> since, Duration limit) {
    var changed = since.get(outcome.log().sourceId());
    var action = outcome.log().action();
    return changed != null
        && (action == Action.DISABLE || action == Action.DELETE)
        && changed.plus(limit).isBefore(outcome.log().at());
  }

  private void slowRemoval(JobEvent.Settled settled, ActionOutcome outcome, Duration limit) {
    var took =
        Duration.between(
            settled.since().getOrDefault(outcome.log().sourceId(), outcome.log().at()),
            outcome.log().at());
    alerts.raise(
        settled.job().tenant(),
        AlertKind.SLOW_REMOVAL,
        "removal " + settled.job(),
        name(settled.job()),
        "Taking away the access of \"%s\" in \"%s\" took %,d seconds; promised are %,d."
            .formatted(
                outcome.log().displayName(),
                name(settled.job()),
                took.toSeconds(),
                limit.toSeconds()));
  }

  private static String subject(JobId job) {
    return "quarantine " + job + " ";
  }

  private String name(JobId job) {
    return jobs.find(job).map(ProvisioningJob::name).orElse(job.toString());
  }
}
