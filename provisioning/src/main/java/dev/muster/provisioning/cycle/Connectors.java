package dev.muster.provisioning.cycle;

import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.source.Source;
import dev.muster.provisioning.target.Target;

/// Opens the two ends of a job.
public interface Connectors {
  Source source(ProvisioningJob job);

  Target target(ProvisioningJob job);

  /// Where the job's source ends now, without reading it: how to see that there is something to do.
  long head(ProvisioningJob job);
}
