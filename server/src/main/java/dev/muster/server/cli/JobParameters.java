package dev.muster.server.cli;

import picocli.CommandLine.Parameters;

/// Which job or application of which tenant.
final class JobParameters {
  @Parameters(index = "0", paramLabel = "TENANT", description = "The tenant's name.")
  private String tenant = "";

  @Parameters(index = "1", paramLabel = "JOB", description = "The application's or job's name.")
  private String job = "";

  /// The job's path in the admin API.
  String path() {
    return "/tenants/%s/jobs/%s".formatted(AdminClient.segment(tenant), AdminClient.segment(job));
  }

  String tenantPath() {
    return "/tenants/" + AdminClient.segment(tenant);
  }

  String job() {
    return job;
  }
}
