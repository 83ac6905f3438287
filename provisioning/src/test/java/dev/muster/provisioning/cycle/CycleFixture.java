package dev.muster.provisioning.cycle;

import dev.muster.provisioning.expression.Environment;
import dev.muster.provisioning.job.InMemoryJobStore;
import dev.muster.provisioning.job.JobEvents.JobEvent;
import dev.muster.provisioning.job.JobId;
import dev.muster.provisioning.job.JobSettings;
import dev.muster.provisioning.job.JobSettings.SyncScope;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.job.ProvisioningJob.Kind;
import dev.muster.provisioning.mapping.DefaultMappings;
import dev.muster.provisioning.mapping.MappingCompiler;
import dev.muster.provisioning.mapping.ObjectMapping;
import dev.muster.provisioning.plan.GuardThresholds;
import dev.muster.provisioning.source.Source;
import dev.muster.provisioning.target.Target;
import dev.muster.scim.provider.TenantId;
import dev.muster.scim.schema.SchemaRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// One job between a source and a target that tests have in hand.
abstract class CycleFixture {
  static final TenantId TENANT = new TenantId(1);
  final ManualClock clock = new ManualClock();
  final JobStore store = store();
  final FakeSource source = new FakeSource();
  final FakeTarget target = new FakeTarget();
  final List<JobEvent> events = new ArrayList<>();
  final JobId job = create(SyncScope.ALL, GuardThresholds.DEFAULT, "app");

  /// The store that the jobs are in.
  JobStore store() {
    return new InMemoryJobStore();
  }

  JobId create(SyncScope scope, GuardThresholds guard, String name) {
    return create(scope, guard, name, DefaultMappings.directoryToScim());
  }

  JobId create(SyncScope scope, GuardThresholds guard, String name, List<ObjectMapping> mappings) {
    var settings = new JobSettings(scope, mappings, guard, Duration.ofMinutes(40), 4, 3);
    return store.create(TENANT, name, Kind.APPLICATION, settings).orElseThrow().id();
  }

  JobId create(JobSettings settings) {
    return store.create(TENANT, "configured", Kind.APPLICATION, settings).orElseThrow().id();
  }

  CycleRunner runner() {
    var connectors =
        new Connectors() {
          @Override
          public Source source(ProvisioningJob of) {
            return source;
          }

          @Override
          public Target target(ProvisioningJob of) {
            return target;
          }

          @Override
          public SchemaRegistry targetSchemas(ProvisioningJob of) {
            return SchemaRegistry.core();
          }

          @Override
          public long head(ProvisioningJob of) {
            return source.head();
          }
        };
    return new CycleRunner(
        store,
        connectors,
        new MappingCompiler(new Environment(clock, new Random(1))),
        events::add,
        clock);
  }

  Optional<Cycle> cycle(JobId id) {
    var result = runner().run(id, new CycleProgress(clock), () -> false);
    while (result.more()) {
      result = runner().run(id, new CycleProgress(clock), () -> false);
    }
    return store.cycles(id, 1).stream().findFirst();
  }

  Cycle cycle() {
    return cycle(job).orElseThrow();
  }
}
