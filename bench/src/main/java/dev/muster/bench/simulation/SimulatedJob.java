package dev.muster.bench.simulation;

import dev.muster.client.ScimClient;
import dev.muster.client.ScimConnection;
import dev.muster.client.exchange.Transport;
import dev.muster.provisioning.cycle.Connectors;
import dev.muster.provisioning.cycle.Cycle;
import dev.muster.provisioning.cycle.CycleProgress;
import dev.muster.provisioning.cycle.CycleRunner;
import dev.muster.provisioning.cycle.Work;
import dev.muster.provisioning.expression.Environment;
import dev.muster.provisioning.job.Escrow;
import dev.muster.provisioning.job.JobEvents;
import dev.muster.provisioning.job.JobId;
import dev.muster.provisioning.job.JobSettings;
import dev.muster.provisioning.job.JobStatus;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.job.ProvisioningJob.Kind;
import dev.muster.provisioning.mapping.MappingCompiler;
import dev.muster.provisioning.source.Source;
import dev.muster.provisioning.target.CapabilityOverrides;
import dev.muster.provisioning.target.ScimTarget;
import dev.muster.provisioning.target.Target;
import dev.muster.scim.provider.TenantId;
import dev.muster.scim.schema.SchemaRegistry;
import dev.muster.sources.csv.CsvReading;
import dev.muster.sources.csv.CsvSource;
import dev.muster.sources.people.PeopleCsv;
import dev.muster.sources.people.Person;
import dev.muster.store.Database;
import dev.muster.store.job.SqlJobStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/// The engine with a file of people as its source, over a real store, in simulated time.
public final class SimulatedJob implements AutoCloseable {
  private final SimulatedTime time;
  private final Database database;
  private final SqlJobStore store;
  private final ScimClient client;
  private final ScimTarget target;
  private final CycleRunner runner;
  private final JobId job;
  private Source source = new CsvSource(0, CsvReading.of(PeopleCsv.write(List.of())));

  /// @param connection of the target; its requests go by the transport
  public SimulatedJob(
      Path folder,
      SimulatedTime time,
      ScimConnection connection,
      Transport transport,
      CapabilityOverrides capabilities,
      JobSettings settings) {
    this.time = time;
    this.database = Database.sqlite(folder.resolve("jobs.db"));
    this.store = new SqlJobStore(database);
    this.client = new ScimClient(connection, transport, time, () -> new Random(1));
    this.target = new ScimTarget(client, capabilities, SchemaRegistry.core());
    var compiler = new MappingCompiler(new Environment(time.clock(), new Random(1)));
    this.runner = new CycleRunner(store, connectors(), compiler, JobEvents.NONE, time.clock());
    this.job = store.create(new TenantId(1), "app", Kind.APPLICATION, settings).orElseThrow().id();
  }

  private Connectors connectors() {
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

  /// What some cycles came to.
  ///
  /// @param cycles how many it took
  /// @param requests sent in them
  public record Run(int cycles, long requests, Duration took) {
    public Run plus(Run other) {
      return new Run(cycles + other.cycles, requests + other.requests, took.plus(other.took));
    }
  }

  /// Makes these people the source.
  public void people(List<Person> people) {
    source = new CsvSource(source.head() + 1, CsvReading.of(PeopleCsv.write(people)));
  }

  /// Has the next cycle look at everybody.
  public void restart() {
    store.requireInitialCycle(job);
  }

  /// Runs cycles, each as soon as something is due, until nothing is left to do.
  public Run untilQuiet() {
    var requests = client.requests();
    var began = time.elapsed();
    var cycles = 0;
    var more = true;
    while (more) {
      cycles++;
      var result = runner.run(job, new CycleProgress(time.clock()), () -> false);
      requireNotHeld(result);
      more = result.more();
      var due = nextDue();
      if (due.isPresent()) {
        time.advanceTo(due.get());
        more = true;
      }
    }
    return new Run(cycles, client.requests() - requests, time.elapsed().minus(began));
  }

  /// Compares the target with what was written to it, as it is done once a day.
  public Run reconcile() {
    var requests = client.requests();
    var began = time.elapsed();
    requireNotHeld(runner.run(job, new Work.Drift(), new CycleProgress(time.clock()), () -> false));
    return new Run(1, client.requests() - requests, time.elapsed().minus(began));
  }

  /// A plan that waits for a person would wait for ever.
  private static void requireNotHeld(CycleRunner.Result result) {
    if (result.cycle().filter(cycle -> cycle.state() == Cycle.State.PARKED).isPresent()) {
      throw new IllegalStateException(
          "the plan is held: " + String.join("; ", result.cycle().get().notes()));
    }
  }

  /// When a quarantine ends or a failure is tried again.
  private Optional<Instant> nextDue() {
    var now = store.find(job).orElseThrow();
    var quarantine =
        now.status() == JobStatus.QUARANTINE
            ? now.quarantine().map(ProvisioningJob.Quarantine::nextAttempt)
            : Optional.<Instant>empty();
    return Stream.concat(
            quarantine.stream(),
            store.escrows(job).stream().map(Escrow::nextAttempt).flatMap(Optional::stream))
        .min(Instant::compareTo);
  }

  @Override
  public void close() {
    client.close();
    database.close();
  }
}
