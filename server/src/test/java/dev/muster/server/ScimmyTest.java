package dev.muster.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.client.ScimClient;
import dev.muster.client.ScimQuery;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.cli.AdminClient;
import dev.muster.sources.people.PeopleChanges;
import dev.muster.sources.people.PeopleCsv;
import dev.muster.sources.people.PeopleGenerator;
import dev.muster.sources.people.Person;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Provisions a server that others wrote.
class ScimmyTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
  private static final String ENTERPRISE =
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
  private static final String IMPORT = "/tenants/acme/jobs/hr";
  private static final String APPLICATION = "/tenants/acme/jobs/app";

  @TempDir Path folder;

  @Test
  void everyPersonAndMembershipIsThereAndChangesFollow() {
    try (var scimmy = ScimmyPeer.start();
        var client = new ScimClient(scimmy.connection());
        var server = MusterServer.start(Configuration.local(folder))) {
      var admin = new AdminClient(server.baseUrl(), server.adminToken());
      admin.post("/tenants", ScimJson.object().put("name", "acme"));
      var people = new PeopleGenerator(9, TODAY).people(80);
      upload(admin, people);
      connect(admin, scimmy);

      assertThat(run(admin, APPLICATION).path("performed").path("failed").asLong()).isZero();
      assertHolds(client, people);

      var changes = PeopleChanges.of(people, TODAY);
      upload(admin, changes.people());
      run(admin, APPLICATION);
      assertHolds(client, changes.people());
    }
  }

  /// The job's own memory is gone, the accounts are not: nobody gets a second one.
  @Test
  void joinsAccountsThatAreThereAlready() {
    try (var scimmy = ScimmyPeer.start();
        var client = new ScimClient(scimmy.connection());
        var server = MusterServer.start(Configuration.local(folder))) {
      var admin = new AdminClient(server.baseUrl(), server.adminToken());
      admin.post("/tenants", ScimJson.object().put("name", "acme"));
      var people = new PeopleGenerator(9, TODAY).people(80);
      upload(admin, people);
      for (var person : people) {
        var account = ScimJson.object().put("userName", person.userName());
        account.putArray("schemas").add("urn:ietf:params:scim:schemas:core:2.0:User");
        client.create("/Users", account);
      }
      connect(admin, scimmy);

      var cycle = run(admin, APPLICATION);

      assertThat(cycle.path("performed").path("failed").asLong()).isZero();
      assertThat(client.query("/Users", ScimQuery.all()).totalResults()).isEqualTo(80);
      assertHolds(client, people);
    }
  }

  private static void upload(AdminClient admin, List<Person> people) {
    admin.put("/tenants/acme/hr-file?name=people.csv", PeopleCsv.write(people));
    run(admin, IMPORT);
  }

  private static void connect(AdminClient admin, ScimmyPeer scimmy) {
    admin.post(
        "/tenants/acme/applications",
        ScimJson.object()
            .put("name", "app")
            .put("tenantUrl", scimmy.connection().baseUrl().toString())
            .put("secretToken", scimmy.connection().token())
            .put("requestsPerSecond", 0)
            .put("allUsers", true));
  }

  private static JsonNode run(AdminClient admin, String job) {
    var answer = admin.post(job + "/cycles?wait=60", ScimJson.object());
    assertThat(answer.path("done").booleanValue()).isTrue();
    return admin.get(job).path("cycles").path(0);
  }

  private static void assertHolds(ScimClient client, List<Person> people) {
    for (var person : people) {
      var account = one(client, "/Users", "userName", person.userName());
      assertThat(account.path("displayName").asString()).isEqualTo(person.displayName());
      assertThat(account.path("active").booleanValue()).isEqualTo(person.active());
      assertThat(account.path(ENTERPRISE).path("department").asString())
          .isEqualTo(person.department());
      var group = one(client, "/Groups", "displayName", person.department());
      assertThat(group.path("members"))
          .anyMatch(member -> member.path("value").equals(account.path("id")));
    }
  }

  private static ObjectNode one(ScimClient client, String endpoint, String path, String value) {
    var filter = "%s eq %s".formatted(path, ScimJson.write(ScimJson.mapper().valueToTree(value)));
    var found = client.query(endpoint, ScimQuery.matching(filter)).resources();
    assertThat(found).as(filter).hasSize(1);
    return client.find(endpoint, found.getFirst().path("id").asString()).orElseThrow();
  }
}
