package dev.muster.provisioning.cycle;

import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.source.Source;
import dev.muster.provisioning.target.Target;
import dev.muster.scim.schema.SchemaRegistry;

/// Opens the two ends of a job.
public interface Connectors {
  Source source(ProvisioningJob job);

  Target target(ProvisioningJob job);

  /// What the job's target is known to define: a mapping finds the types of its attributes there.
  SchemaRegistry targetSchemas(ProvisioningJob job);

  /// Where the job's source ends now, without reading it: how to see that there is something to do.
  long head(ProvisioningJob job);
}
