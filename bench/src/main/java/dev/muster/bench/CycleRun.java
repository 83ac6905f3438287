package dev.muster.bench;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.cli.AdminClient;
import dev.muster.sources.people.PeopleChanges;
import dev.muster.sources.people.Person;
import java.util.List;

/// Import, initial cycle, a cycle with nothing to do, a cycle with three changes.
final class CycleRun {
  private final int people;

  CycleRun(int people) {
    this.people = people;
  }

  void run() throws Exception {
    var folder = Scenario.folder("cycle");
    try (var server = ServerProcess.start(folder)) {
      var admin = server.admin();
      Scenario.tenant(admin, "acme");
      var application = Scenario.tenant(admin, "app");
      var organisation = Scenario.people(people);
      var imported = Scenario.importPeople(admin, organisation);
      Scenario.row(
          "import of %,d people".formatted(people),
          "%.1f s, %,.0f users/s"
              .formatted(Scenario.seconds(imported), people / Scenario.seconds(imported)));
      Scenario.connect(admin, application);
      Scenario.run(admin, Scenario.APPLICATION);
      var initial = Scenario.newestCycle(admin, Scenario.APPLICATION);
      Scenario.row(
          "initial cycle over HTTP to another tenant of the same server",
          "%.1f s, %,.0f users/s, %,d requests"
              .formatted(
                  Scenario.seconds(initial),
                  people / Scenario.seconds(initial),
                  initial.path("requests").asLong()));
      var idle = Scenario.run(admin, Scenario.APPLICATION);
      var newest = Scenario.newestCycle(admin, Scenario.APPLICATION);
      Scenario.row(
          "cycle with nothing to do",
          "%d ms, requests %s"
              .formatted(
                  idle.toMillis(),
                  newest.path("number").asLong() == 1 ? "0" : newest.path("requests")));
      reconciliation(admin);
      threeChanges(admin, organisation);
    } finally {
      Scenario.delete(folder);
    }
  }

  private static void reconciliation(AdminClient admin) {
    var answer = admin.post(Scenario.APPLICATION + "/drift?wait=60", ScimJson.object());
    while (!answer.path("done").booleanValue()) {
      answer =
          admin.get(
              Scenario.APPLICATION + "/cycles/" + answer.path("request").asString() + "?wait=60");
    }
    var cycle = answer.path("cycle");
    Scenario.row(
        "reconciliation of everybody and all memberships",
        "%,d requests, %.1f s, differences: %s"
            .formatted(
                cycle.path("requests").asLong(),
                Scenario.seconds(cycle),
                admin.get(Scenario.APPLICATION + "/drift").path("findings").size()));
  }

  private static void threeChanges(AdminClient admin, List<Person> organisation)
      throws InterruptedException {
    var changes = PeopleChanges.of(organisation, Scenario.today());
    admin.post(Scenario.APPLICATION + "/pause", ScimJson.object());
    var imported = Scenario.importPeople(admin, changes.people());
    Scenario.row(
        "import of the file with three changes",
        "%.0f ms".formatted(1000 * Scenario.seconds(imported)));
    Scenario.run(admin, Scenario.APPLICATION);
    var incremental = Scenario.newestCycle(admin, Scenario.APPLICATION);
    Scenario.row(
        "incremental cycle with three changes",
        "%d requests, %.0f ms"
            .formatted(
                incremental.path("requests").asLong(), 1000 * Scenario.seconds(incremental)));
  }
}
