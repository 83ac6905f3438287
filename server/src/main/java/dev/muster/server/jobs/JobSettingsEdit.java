package dev.muster.server.jobs;

import dev.muster.provisioning.job.JobSettings;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.mapping.MappingCompiler;
import dev.muster.provisioning.mapping.MappingException;
import dev.muster.provisioning.mapping.ObjectMapping;
import dev.muster.provisioning.scope.ScopeException;
import dev.muster.scim.schema.SchemaRegistry;
import dev.muster.server.http.HttpException;
import java.util.function.Function;

/// Changes a job's settings: only those are kept that a cycle can use.
final class JobSettingsEdit {
  private final JobStore jobs;
  private final MappingCompiler compiler;
  private final Function<ProvisioningJob, SchemaRegistry> schemas;
  private final Runnable wake;

  JobSettingsEdit(
      JobStore jobs,
      MappingCompiler compiler,
      Function<ProvisioningJob, SchemaRegistry> schemas,
      Runnable wake) {
    this.jobs = jobs;
    this.compiler = compiler;
    this.schemas = schemas;
    this.wake = wake;
  }

  /// Keeps the settings and wakes the job. Throws 400 naming the mapping that does not compile.
  ProvisioningJob save(ProvisioningJob job, JobSettings settings) {
    check(job, settings);
    jobs.updateSettings(job.id(), settings);
    wake.run();
    return jobs.find(job.id()).orElse(job);
  }

  /// Throws 400 naming the mapping that does not compile.
  void check(ProvisioningJob job, JobSettings settings) {
    var ofJob = compiler.with(settings.flow());
    for (ObjectMapping mapping : settings.objectMappings()) {
      try {
        var compiled = ofJob.compile(mapping, schemas.apply(job));
        if (compiled.matchingAttributes().isEmpty()) {
          throw HttpException.invalid(
              "mappings",
              "the mapping of %ss matches by no attribute; set \"match\": 1 for one whose values are unique"
                  .formatted(mapping.objectType()));
        }
      } catch (MappingException | ScopeException e) {
        throw HttpException.invalid("mappings", String.valueOf(e.getMessage()));
      }
    }
  }

  MappingCompiler compiler(JobSettings settings) {
    return compiler.with(settings.flow());
  }

  SchemaRegistry schemas(ProvisioningJob job) {
    return schemas.apply(job);
  }
}
