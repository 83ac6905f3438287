package dev.muster.server.provisioninglog;

import dev.muster.provisioning.job.JobId;
import dev.muster.provisioning.job.ProvisioningJob;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What a tenant's jobs are called.
record JobNames(Map<JobId, String> names) {
  static JobNames of(List<ProvisioningJob> jobs) {
    return new JobNames(
        jobs.stream().collect(Collectors.toMap(ProvisioningJob::id, ProvisioningJob::name)));
  }

  String of(JobId job) {
    return names.getOrDefault(job, "");
  }
}
