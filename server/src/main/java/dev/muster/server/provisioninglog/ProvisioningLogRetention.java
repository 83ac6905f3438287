package dev.muster.server.provisioninglog;

import dev.muster.provisioning.job.JobStore;
import dev.muster.server.tenant.LiveTenants;
import dev.muster.store.provisioninglog.ProvisioningLogStore;
import dev.muster.store.provisioninglog.TargetRequestStore;
import java.time.Clock;

/// Forgets entries of provisioning logs, plans, and requests to targets, that are older than their
/// tenant keeps them.
public final class ProvisioningLogRetention {
  private final ProvisioningLogStore log;
  private final TargetRequestStore requests;
  private final JobStore jobs;
  private final LiveTenants tenants;
  private final Clock clock;

  public ProvisioningLogRetention(
      ProvisioningLogStore log,
      TargetRequestStore requests,
      JobStore jobs,
      LiveTenants tenants,
      Clock clock) {
    this.log = log;
    this.requests = requests;
    this.jobs = jobs;
    this.tenants = tenants;
    this.clock = clock;
  }

  /// Goes through all jobs once.
  public void sweep() {
    for (var tenant : tenants.all()) {
      for (var job : jobs.jobs(tenant.id())) {
        var kept = tenant.settings().provisioningLog().of(job.name());
        log.forget(job.id(), clock.instant().minus(kept.retention()));
        jobs.forgetPlans(job.id(), clock.instant().minus(kept.retention()));
        requests.forget(job.id(), clock.instant().minus(kept.requestRetention()));
      }
    }
  }
}
