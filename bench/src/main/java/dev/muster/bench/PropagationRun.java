package dev.muster.bench;

import dev.muster.client.ScimClient;
import dev.muster.client.ScimQuery;
import dev.muster.scim.message.ScimJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.node.ObjectNode;

/// How long after a client's PATCH in the directory the change is in the application, seen by
/// asking the application.
final class PropagationRun {
  private final int people;
  private final int changes;

  PropagationRun(int people, int changes) {
    this.people = people;
    this.changes = changes;
  }

  void run() throws Exception {
    var folder = Scenario.folder("propagation");
    try (var server = ServerProcess.start(folder)) {
      var admin = server.admin();
      var acme = Scenario.tenant(admin, "acme");
      var application = Scenario.tenant(admin, "app");
      Scenario.importPeople(admin, Scenario.people(people));
      Scenario.connect(admin, application);
      Scenario.start(admin);
      Scenario.run(admin, Scenario.APPLICATION);
      try (var directory = new ScimClient(acme);
          var target = new ScimClient(application)) {
        measure(directory, target);
      }
    } finally {
      Scenario.delete(folder);
    }
  }

  private void measure(ScimClient directory, ScimClient target) throws InterruptedException {
    var users = directory.query("/Users", ScimQuery.all().page(1, 200)).resources();
    var random = new Random(7);
    var times = new ArrayList<Long>();
    for (var change = 0; change < changes; change++) {
      var user = users.get(random.nextInt(users.size()));
      var title = "Title " + change;
      var account = account(target, user);
      var began = System.nanoTime();
      directory.patch("/Users", user.path("id").asString(), title(title));
      while (!target
          .find("/Users", account)
          .orElseThrow()
          .path("title")
          .asString("")
          .equals(title)) {
        Thread.sleep(2);
      }
      times.add((System.nanoTime() - began) / 1_000_000);
      Thread.sleep(random.nextInt(100));
    }
    report(times);
  }

  private static String account(ScimClient target, ObjectNode user) {
    var filter = "userName eq " + ScimJson.write(user.path("userName"));
    return target
        .query("/Users", ScimQuery.matching(filter))
        .resources()
        .getFirst()
        .path("id")
        .asString();
  }

  private static ObjectNode title(String title) {
    var patch = ScimJson.object();
    patch.putArray("schemas").add("urn:ietf:params:scim:api:messages:2.0:PatchOp");
    patch
        .putArray("Operations")
        .addObject()
        .put("op", "replace")
        .put("path", "title")
        .put("value", title);
    return patch;
  }

  private static void report(List<Long> milliseconds) {
    var sorted = milliseconds.stream().sorted().toList();
    Scenario.row(
        "PATCH in the directory → seen in the application, %d changes".formatted(sorted.size()),
        "p50 %d ms, p99 %d ms, longest %d ms"
            .formatted(
                sorted.get(sorted.size() / 2),
                sorted.get((int) Math.ceil(0.99 * sorted.size()) - 1),
                sorted.getLast()));
  }
}
