package dev.muster.bench;

import dev.muster.bench.simulation.Contents;
import dev.muster.bench.simulation.Fault;
import dev.muster.bench.simulation.FaultyTransport;
import dev.muster.bench.simulation.LimitedTransport;
import dev.muster.bench.simulation.SimulatedJob;
import dev.muster.bench.simulation.SimulatedTime;
import dev.muster.client.ScimConnection;
import dev.muster.client.exchange.AddressGuard;
import dev.muster.client.exchange.HttpTransport;
import dev.muster.client.exchange.Transport;
import dev.muster.provisioning.plan.GuardThresholds;
import dev.muster.provisioning.target.CapabilityOverrides;
import dev.muster.server.Configuration;
import dev.muster.server.MusterServer;
import dev.muster.server.cli.AdminClient;
import dev.muster.sources.people.Person;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Provisions to a target that fails in every way, and compares where that ends with a target that
/// did not: nobody twice, nobody missing, every attribute and membership as it should be.
public final class FaultRun {
  private static final double SHARE = 0.25;
  private static final int PHASES = 20;
  // Each round moves a seventh of the people: nobody is there to approve that.
  private static final GuardThresholds UNGUARDED =
      new GuardThresholds(
          Integer.MAX_VALUE, Integer.MAX_VALUE, 1, Integer.MAX_VALUE, Integer.MAX_VALUE);

  private final int people;
  private final int faults;
  private final long seed;
  private final boolean bulk;

  /// @param faults how many there are, spread over as many rounds of changes as it takes
  /// @param bulk whether bulk requests are sent
  public FaultRun(int people, int faults, long seed, boolean bulk) {
    this.bulk = bulk;
    this.people = people;
    this.faults = faults;
    this.seed = seed;
  }

  /// What was found.
  ///
  /// @param differences resources that are otherwise at the target that failed, by name
  /// @param conflicts creates of what was there already
  /// @param left faults that did not come, since there was nothing more to do
  public record Result(
      List<String> differences,
      List<String> duplicates,
      Map<Fault, Integer> faults,
      int left,
      SimulatedJob.Run run,
      long conflicts) {}

  /// Runs the same changes against both.
  public Result measure() throws Exception {
    var folder = Scenario.folder("faults");
    try (var server = MusterServer.start(Configuration.local(folder.resolve("target")));
        var time = new SimulatedTime()) {
      var admin = new AdminClient(server.baseUrl(), server.adminToken());
      var app = Scenario.unguardedTenant(admin, "app");
      var control = Scenario.unguardedTenant(admin, "control");
      var real = target(time);
      var faulty = new FaultyTransport(real, time, seed, SHARE, faults);
      var run = provision(folder.resolve("app"), time, app, faulty, faulty);
      provision(folder.resolve("control"), time, control, target(time), faulty);
      return compare(Contents.of(control), Contents.of(app), faulty, run, real.conflicts());
    } finally {
      Scenario.delete(folder);
    }
  }

  private static LimitedTransport target(SimulatedTime time) {
    var http = new HttpTransport(false, Optional.empty(), AddressGuard.NONE);
    return new LimitedTransport(http, time, 1_000, Duration.ofMillis(20));
  }

  private SimulatedJob.Run provision(
      Path folder,
      SimulatedTime time,
      ScimConnection connection,
      Transport transport,
      FaultyTransport faulty)
      throws Exception {
    try (var job =
        new SimulatedJob(
            folder,
            time,
            connection,
            transport,
            CapabilityOverrides.ofBulk(bulk),
            PaceRun.settings(UNGUARDED))) {
      var total = new SimulatedJob.Run(0, 0, Duration.ZERO);
      for (var phase = 0; phase < phases(transport, faulty); phase++) {
        job.people(changed(phase));
        total = total.plus(job.untilQuiet());
      }
      // The last one is without faults: what they left is mended by the way.
      job.people(changed(PHASES));
      total = total.plus(job.untilQuiet());
      // A wrong id in the answer to one of a few creates is found by the daily reconciliation.
      total = total.plus(job.reconcile());
      return total.plus(job.untilQuiet());
    }
  }

  /// Until all faults have come; the control run ends in the same state whatever its way.
  private static int phases(Transport transport, FaultyTransport faulty) {
    return transport.equals(faulty) && faulty.left() > 0 ? PHASES : 1;
  }

  /// Everybody gets another title and some another department each time; in the end some leave.
  private List<Person> changed(int phase) {
    var all = new ArrayList<Person>();
    // Quarantines take days of simulated time, in one of the runs alone: nobody leaves by that.
    var before = Scenario.people(people).stream().filter(one -> one.leaveDate().isEmpty()).toList();
    for (var i = 0; i < before.size(); i++) {
      var person = before.get(i);
      if (person.managerId().isPresent() && (i + phase) % 7 == 0) {
        var other = before.get((i + phase) % before.size());
        person =
            person.movedTo(
                other.department(), other.costCenter(), other.division(), person.managerId().get());
      }
      all.add(phase == PHASES && i % 11 == 10 ? person.leavingOn(Scenario.today()) : person);
    }
    return all;
  }

  private static Result compare(
      Contents control,
      Contents app,
      FaultyTransport faulty,
      SimulatedJob.Run run,
      long conflicts) {
    var names = new ArrayList<>(control.resources().keySet());
    app.resources().keySet().stream().filter(n -> !names.contains(n)).forEach(names::add);
    var differences =
        names.stream()
            .filter(name -> !app.holds(name, control))
            .map(name -> app.describe(name, control))
            .toList();
    return new Result(
        differences, app.duplicates(), faulty.counts(), faulty.left(), run, conflicts);
  }

  void run() throws Exception {
    var result = measure();
    var came = result.faults().values().stream().mapToInt(Integer::intValue).sum();
    Scenario.row(
        "%,d people, %,d faults (seed %d)%s".formatted(people, came, seed, bulk ? ", bulk" : ""),
        "%,d requests in %,d cycles; %d differences, %d duplicates, %d creates of what was there"
            .formatted(
                result.run().requests(),
                result.run().cycles(),
                result.differences().size(),
                result.duplicates().size(),
                result.conflicts()));
    result.faults().forEach((fault, count) -> Scenario.row(fault.name(), count));
    result.differences().stream().limit(20).forEach(System.out::println);
  }
}
