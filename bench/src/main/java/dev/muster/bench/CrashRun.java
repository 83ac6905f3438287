package dev.muster.bench;

import dev.muster.client.ScimConnection;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.cli.AdminClient;
import dev.muster.server.cli.CommandException;
import dev.muster.sources.people.Person;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Kills the server at random moments of an initial cycle and of one that disables two people of
/// five, and starts it again: nobody may be missing from the application then or be there twice, no
/// create may have been repeated, and who left has no access.
final class CrashRun {
  private static final long DELAY_MILLIS = 8;
  private static final int LONGEST_LIFE_MILLIS = 700;

  private final int people;
  private final int kills;
  private final Starter starter;
  private final Random random;

  CrashRun(int people, int kills) {
    this(people, kills, 11, ServerProcess::start);
  }

  /// @param seed of the moments
  CrashRun(int people, int kills, long seed, Starter starter) {
    this.people = people;
    this.kills = kills;
    this.random = new Random(seed);
    this.starter = starter;
  }

  /// Starts a server on a folder and a port.
  @FunctionalInterface
  interface Starter {
    ServerProcess start(Path folder, int port) throws IOException;
  }

  /// What became of it.
  ///
  /// @param duplicates accounts that their person has another one beside
  /// @param missing people without an account
  /// @param repeatedCreates requests to create what had been created
  /// @param lostRemovals leavers with an active account
  /// @param lostAccess others with an inactive one
  record Report(
      int kills,
      int cycles,
      int duplicates,
      int missing,
      int repeatedCreates,
      int lostRemovals,
      int lostAccess) {
    static final Report NONE = new Report(0, 0, 0, 0, 0, 0, 0);

    Report plus(Report other) {
      return new Report(
          kills + other.kills,
          cycles + other.cycles,
          duplicates + other.duplicates,
          missing + other.missing,
          repeatedCreates + other.repeatedCreates,
          lostRemovals + other.lostRemovals,
          lostAccess + other.lostAccess);
    }

    boolean clean() {
      return duplicates + missing + repeatedCreates + lostRemovals + lostAccess == 0;
    }
  }

  void run() throws Exception {
    var report = report();
    Scenario.row(
        "kill -9 during cycles over %,d people".formatted(people),
        "%d kills in %d cycles: %d duplicates, %d missing, %d creates repeated, %d removals lost, %d accesses lost"
            .formatted(
                report.kills(),
                report.cycles(),
                report.duplicates(),
                report.missing(),
                report.repeatedCreates(),
                report.lostRemovals(),
                report.lostAccess()));
  }

  Report report() throws Exception {
    var report = Report.NONE;
    while (report.kills() < kills) {
      report = report.plus(round(kills - report.kills()));
    }
    return report;
  }

  private Report round(int most) throws Exception {
    var folder = Scenario.folder("crash");
    try (var target = CountingTarget.start(DELAY_MILLIS)) {
      var server = starter.start(folder, 0);
      var all = Scenario.people(people);
      prepare(server.admin(), target, all);
      var joined = killed(server, folder, (most + 1) / 2);
      server = joined.server();
      server.admin().post(Scenario.APPLICATION + "/pause", ScimJson.object());
      var stay = all.stream().filter(person -> !leaves(person)).toList();
      Scenario.importPeople(server.admin(), stay);
      var left = killed(server, folder, most - joined.kills());
      left.server().close();
      return judged(target, all, joined.kills() + left.kills());
    } finally {
      Scenario.delete(folder);
    }
  }

  private static void prepare(AdminClient admin, CountingTarget target, List<Person> all)
      throws InterruptedException {
    Scenario.tenant(admin, "acme");
    Scenario.importPeople(admin, all);
    Scenario.connect(
        admin, ScimConnection.of(target.url(), "secret").withRequestsPerSecond(Optional.empty()));
    // Two people of five are meant to leave.
    var unguarded = ScimJson.object();
    unguarded.putObject("guard").put("mostRemovals", 1_000_000).put("greatestShare", 1.0);
    admin.patch(Scenario.IMPORT + "/rules", unguarded);
    admin.patch(Scenario.APPLICATION + "/rules", unguarded);
  }

  /// Two people of five, the same in every run.
  private static boolean leaves(Person person) {
    return Math.floorMod(person.employeeId().hashCode(), 5) < 2;
  }

  private record Survived(ServerProcess server, int kills) {}

  /// Starts the application's cycle and kills the server until the cycle is done nevertheless.
  private Survived killed(ServerProcess first, Path folder, int most) throws Exception {
    var server = first;
    var before = newest(server);
    Scenario.start(server.admin());
    var killed = 0;
    while (killed < most) {
      Thread.sleep(1 + random.nextInt(LONGEST_LIFE_MILLIS));
      if (doneAfter(server, before)) {
        break;
      }
      var port = server.port();
      server.kill();
      killed++;
      server = starter.start(folder, port);
    }
    Scenario.run(server.admin(), Scenario.APPLICATION);
    return new Survived(server, killed);
  }

  private static long newest(ServerProcess server) {
    return Scenario.newestCycle(server.admin(), Scenario.APPLICATION).path("number").asLong(0);
  }

  private static boolean doneAfter(ServerProcess server, long before) {
    try {
      var cycle = Scenario.newestCycle(server.admin(), Scenario.APPLICATION);
      return cycle.path("number").asLong(0) > before
          && cycle.path("state").asString("").equals("done");
    } catch (CommandException e) {
      return false;
    }
  }

  private Report judged(CountingTarget target, List<Person> all, int killed) {
    var accounts = target.accounts();
    var active = target.active();
    var lostRemovals = 0;
    var lostAccess = 0;
    for (var person : all) {
      var is = active.getOrDefault(person.userName(), false);
      if (leaves(person) && is) {
        lostRemovals++;
      }
      if (!leaves(person) && person.active() && !is) {
        lostAccess++;
      }
    }
    var provisioned = all.stream().filter(Person::active).count();
    return new Report(
        killed,
        2,
        accounts.values().stream().mapToInt(count -> Math.toIntExact(count - 1)).sum(),
        Math.toIntExact(Math.max(0, provisioned - accounts.size())),
        target.repeatedCreates(),
        lostRemovals,
        lostAccess);
  }
}
