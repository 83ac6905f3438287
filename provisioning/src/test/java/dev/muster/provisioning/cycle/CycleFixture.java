package dev.muster.provisioning.cycle;

import dev.muster.provisioning.expression.Environment;
import dev.muster.provisioning.job.DriftRules;
import dev.muster.provisioning.job.InMemoryJobStore;
import dev.muster.provisioning.job.JobEvents.JobEvent;
import dev.muster.provisioning.job.JobId;
import dev.muster.provisioning.job.JobSettings;
import dev.muster.provisioning.job.JobSettings.SyncScope;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.LeaverRules;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.job.ProvisioningJob.Kind;
import dev.muster.provisioning.job.SafetySettings;
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
import java.util.function.UnaryOperator;

/// One job between a source and a target that tests have in hand.
abstract class CycleFixture {
  static final TenantId TENANT = new TenantId(1);
  static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
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

  Connectors connectors() {
    return new Connectors() {
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
  }

  MappingCompiler compiler() {
    return new MappingCompiler(new Environment(clock, new Random(1)));
  }

  CycleRunner runner() {
    return new CycleRunner(store, connectors(), compiler(), events::add, clock);
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

  /// Does other work than a usual cycle, and what follows from it.
  Cycle run(Work work) {
    var result = runner().run(job, work, new CycleProgress(clock), () -> false);
    if (result.more()) {
      cycle();
    }
    return result.cycle().orElseThrow();
  }

  ProvisioningJob reread() {
    return store.find(job).orElseThrow();
  }

  void rules(UnaryOperator<SafetySettings> change) {
    var settings = reread().settings();
    store.updateRules(job, settings.withSafety(change.apply(settings.safety())));
  }

  void leavers(LeaverRules rules) {
    rules(now ->
        new SafetySettings(
            now.schedule(),
            rules,
            now.planLifetime(),
            now.reviewJoins(),
            now.drift(),
            now.deadLetters()));
  }

  void drift(DriftRules rules) {
    rules(now -> now.withDrift(rules));
  }

  /// Users u00, u01, … of the source.
  void users(int count) {
    for (var i = 0; i < count; i++) {
      source.putUser("u%02d".formatted(i));
    }
  }

  /// A user `report` of the source, with a manager.
  void putReport(String manager) {
    source.putUser(
        "report",
        """
        {"userName": "report", "displayName": "Report", "active": true,
         "%s": {"manager": {"value": "%s"}}}
        """
            .formatted(ENTERPRISE, manager));
  }

  /// The id that an account of the target has as its manager.
  String manager(String userName) {
    var manager = target.user(userName).path(ENTERPRISE).path("manager");
    return manager.isObject() ? manager.path("value").asString() : manager.asString();
  }

  boolean active(String userName) {
    return target.user(userName).path("active").booleanValue();
  }
}
