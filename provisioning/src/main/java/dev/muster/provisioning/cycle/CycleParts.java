package dev.muster.provisioning.cycle;

import dev.muster.provisioning.job.JobEvents;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.mapping.CompiledMapping;
import dev.muster.provisioning.mapping.MappingCompiler;
import java.time.Clock;
import java.util.List;

/// What the cycles of all jobs work with.
record CycleParts(
    JobStore store,
    Connectors connectors,
    MappingCompiler compiler,
    JobEvents events,
    Clock clock) {

  /// A job's mappings, by its own rules of flow and with what is known of its target's schemas.
  List<CompiledMapping> mappings(ProvisioningJob job) {
    var schemas = connectors.targetSchemas(job);
    var ofJob = compiler.with(job.settings().flow());
    return job.settings().objectMappings().stream()
        .map(mapping -> ofJob.compile(mapping, schemas))
        .toList();
  }

  Quarantining quarantining() {
    return new Quarantining(store, events, clock);
  }
}
