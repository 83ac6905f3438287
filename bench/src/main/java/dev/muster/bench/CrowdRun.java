package dev.muster.bench;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.cli.AdminClient;
import dev.muster.sources.people.Person;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Provisions a group that everybody is in: how long, by how many requests, and in how much memory.
/// The server has the heap that the launcher gives it.
final class CrowdRun {
  private static final String GROUP = "Everyone";

  private final int people;

  CrowdRun(int people) {
    this.people = people;
  }

  void run() throws Exception {
    var folder = Scenario.folder("crowd");
    try (var server = ServerProcess.start(folder)) {
      var admin = server.admin();
      Scenario.tenant(admin, "acme");
      var application = Scenario.tenant(admin, "app");
      var all = inOneDepartment();
      report(
          "import of %,d people in one department".formatted(people),
          Scenario.importPeople(admin, all));
      Scenario.connect(admin, application);
      Scenario.run(admin, Scenario.APPLICATION);
      report("initial cycle", initialCycle(admin));
      admin.post(Scenario.APPLICATION + "/pause", ScimJson.object());
      var last = all.removeLast();
      all.add(
          last.movedTo("Elsewhere", last.costCenter(), last.division(), all.get(1).employeeId()));
      report("import of the file in which one moved to another", Scenario.importPeople(admin, all));
      Scenario.run(admin, Scenario.APPLICATION);
      report("incremental cycle after that", Scenario.newestCycle(admin, Scenario.APPLICATION));
      Scenario.row(
          "most memory that the server's process had at once",
          "%,d MiB".formatted(server.mostMemory() >> 20));
    } finally {
      Scenario.delete(folder);
    }
  }

  /// Another one follows it at once, for references that could not be written before.
  private static JsonNode initialCycle(AdminClient admin) {
    return admin
        .get(Scenario.APPLICATION)
        .path("cycles")
        .valueStream()
        .filter(cycle -> cycle.path("initial").booleanValue())
        .findFirst()
        .orElseThrow();
  }

  private static void report(String what, JsonNode cycle) {
    Scenario.row(
        what,
        "%.1f s, %,d requests".formatted(Scenario.seconds(cycle), cycle.path("requests").asLong()));
  }

  private List<Person> inOneDepartment() {
    var all = new ArrayList<Person>();
    for (var person : Scenario.people(people)) {
      var manager = person.managerId().orElse(person.employeeId());
      all.add(person.movedTo(GROUP, person.costCenter(), person.division(), manager));
    }
    return all;
  }
}
