package dev.muster.server.jobs;

import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.server.admin.TenantLookup;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Request;

/// Finds the job that a path such as `/api/v1/tenants/{tenant}/jobs/{job}` names.
public final class JobLookup {
  private final TenantLookup tenants;
  private final JobStore jobs;

  public JobLookup(TenantLookup tenants, JobStore jobs) {
    this.tenants = tenants;
    this.jobs = jobs;
  }

  /// The job that `{job}` of `{tenant}` stands for. Throws 404 when there is none.
  public ProvisioningJob require(Request request) {
    var tenant = tenants.require(request);
    var name = request.parameter("job");
    return jobs.findByName(tenant.id(), name)
        .orElseThrow(() ->
            HttpException.notFound(
                "tenant \"%s\" has no job or application \"%s\"".formatted(tenant.name(), name)));
  }
}
