package dev.muster.bench;

import dev.muster.bench.simulation.LimitedTransport;
import dev.muster.bench.simulation.SimulatedJob;
import dev.muster.bench.simulation.SimulatedTime;
import dev.muster.client.exchange.AddressGuard;
import dev.muster.client.exchange.HttpTransport;
import dev.muster.client.pace.RateLimit;
import dev.muster.provisioning.job.JobSettings;
import dev.muster.provisioning.job.JobSettings.SyncScope;
import dev.muster.provisioning.mapping.DefaultMappings;
import dev.muster.provisioning.plan.GuardThresholds;
import dev.muster.provisioning.target.CapabilityOverrides;
import dev.muster.server.Configuration;
import dev.muster.server.MusterServer;
import dev.muster.server.cli.AdminClient;
import dev.muster.sources.people.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How long a first cycle takes at a target that allows 25 requests a second, in simulated time
/// over a real server, and what later cycles send.
public final class PaceRun {
  private static final int PER_SECOND = 25;
  private static final Duration LATENCY = Duration.ofMillis(150);

  private final int people;

  public PaceRun(int people) {
    this.people = people;
  }

  /// What was measured.
  ///
  /// @param burst the cycles after a tenth of the people changed at once
  /// @param refused requests that the target turned away as too many
  /// @param reconciliation requests of a reconciliation
  public record Result(
      SimulatedJob.Run first,
      SimulatedJob.Run idle,
      SimulatedJob.Run restarted,
      SimulatedJob.Run burst,
      long refused,
      long reconciliation) {}

  /// Without bulk requests, since most targets have none.
  public Result measure(boolean bulk) throws Exception {
    var folder = Scenario.folder("pace");
    try (var server = MusterServer.start(Configuration.local(folder.resolve("target")));
        var time = new SimulatedTime()) {
      var admin = new AdminClient(server.baseUrl(), server.adminToken());
      var connection =
          Scenario.unguardedTenant(admin, "app")
              .withRateLimits(List.of(RateLimit.perSecond(PER_SECOND)));
      var target = limited(time);
      try (var job =
          new SimulatedJob(
              folder,
              time,
              connection,
              target,
              CapabilityOverrides.ofBulk(bulk),
              settings(GuardThresholds.DEFAULT))) {
        job.people(Scenario.people(people));
        var first = job.untilQuiet();
        var idle = job.untilQuiet();
        job.restart();
        var restarted = job.untilQuiet();
        job.people(changed());
        var burst = job.untilQuiet();
        return new Result(
            first, idle, restarted, burst, target.refused(), job.reconcile().requests());
      }
    } finally {
      Scenario.delete(folder);
    }
  }

  /// Everybody whose number ends in zero gets another cost centre.
  private List<Person> changed() {
    var all = new ArrayList<Person>();
    for (var person : Scenario.people(people)) {
      all.add(
          person.employeeId().endsWith("0") && person.managerId().isPresent()
              ? person.movedTo(
                  person.department(), "CC-0000", person.division(), person.managerId().get())
              : person);
    }
    return all;
  }

  private static LimitedTransport limited(SimulatedTime time) {
    var http = new HttpTransport(false, Optional.empty(), AddressGuard.NONE);
    return new LimitedTransport(http, time, PER_SECOND, LATENCY);
  }

  static JobSettings settings(GuardThresholds guard) {
    return new JobSettings(
        SyncScope.ALL,
        DefaultMappings.csvToDirectory(),
        guard,
        JobSettings.DEFAULT_INTERVAL,
        16,
        1_000);
  }

  void run() throws Exception {
    report("", measure(false));
    report(", by bulk requests", measure(true));
  }

  private void report(String how, Result result) {
    Scenario.row(
        "first cycle of %,d people at a target that allows %d requests a second%s"
            .formatted(people, PER_SECOND, how),
        "%,d s simulated, %,d requests, %,d refused"
            .formatted(
                result.first().took().toSeconds(), result.first().requests(), result.refused()));
    Scenario.row(
        "a cycle with nothing to do; a restarted one" + how,
        "%d requests; %d requests"
            .formatted(result.idle().requests(), result.restarted().requests()));
    Scenario.row(
        "a tenth of the people changed at once" + how,
        "%,d s simulated, %,d requests"
            .formatted(result.burst().took().toSeconds(), result.burst().requests()));
    Scenario.row("a reconciliation" + how, "%d requests".formatted(result.reconciliation()));
  }
}
