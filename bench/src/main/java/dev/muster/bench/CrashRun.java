package dev.muster.bench;

import dev.muster.client.ScimClient;
import dev.muster.client.ScimConnection;
import dev.muster.client.ScimQuery;
import dev.muster.server.cli.CommandException;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/// Kills the server at random moments of an initial cycle and starts it again: nobody may be
/// missing from the application then, or be there twice.
final class CrashRun {
  private final int people;
  private final int kills;
  private final Random random = new Random(11);

  CrashRun(int people, int kills) {
    this.people = people;
    this.kills = kills;
  }

  void run() throws Exception {
    var done = 0;
    var rounds = 0;
    var duplicates = 0;
    var missing = 0;
    while (done < kills) {
      rounds++;
      var result = round(kills - done);
      done += result.kills();
      duplicates += result.duplicates();
      missing += result.missing();
    }
    Scenario.row(
        "kill -9 during an initial cycle of %,d".formatted(people),
        "%d kills in %d cycles: %d duplicates, %d missing"
            .formatted(done, rounds, duplicates, missing));
  }

  private record Result(int kills, int duplicates, int missing) {}

  private Result round(int most) throws Exception {
    var folder = Scenario.folder("crash");
    var killed = 0;
    try {
      var server = ServerProcess.start(folder);
      var admin = server.admin();
      Scenario.tenant(admin, "acme");
      var application = Scenario.tenant(admin, "app");
      Scenario.importPeople(admin, Scenario.people(people));
      Scenario.connect(admin, application);
      Scenario.start(admin);
      var port = server.port();
      while (killed < most && !ended(server)) {
        Thread.sleep(50 + random.nextInt(900));
        if (ended(server)) {
          break;
        }
        server.kill();
        killed++;
        server = ServerProcess.start(folder, port);
      }
      Scenario.run(server.admin(), Scenario.APPLICATION);
      var result = count(application, killed);
      server.close();
      return result;
    } finally {
      Scenario.delete(folder);
    }
  }

  private static boolean ended(ServerProcess server) {
    try {
      return Scenario.newestCycle(server.admin(), Scenario.APPLICATION)
          .path("state")
          .asString("")
          .equals("done");
    } catch (CommandException e) {
      return false;
    }
  }

  private Result count(ScimConnection application, int killed) {
    Map<String, Integer> byEntry = new HashMap<>();
    try (var client = new ScimClient(application)) {
      client.walk(
          "/Users",
          ScimQuery.all(),
          500,
          page ->
              page.forEach(
                  user -> byEntry.merge(user.path("externalId").asString(""), 1, Integer::sum)));
    }
    var duplicates = byEntry.values().stream().mapToInt(n -> n - 1).sum();
    return new Result(killed, duplicates, people - byEntry.size());
  }
}
