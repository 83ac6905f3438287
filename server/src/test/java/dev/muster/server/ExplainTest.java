package dev.muster.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.client.ScimClient;
import dev.muster.client.ScimConnection;
import dev.muster.client.ScimQuery;
import dev.muster.scim.message.ScimJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Provisioning that explains itself: log, requests, one person, provisioning on demand. The
/// application is another tenant of the same server.
final class ExplainTest extends WithMuster {
  private ScimConnection application = ScimConnection.of("http://127.0.0.1:1", "none");

  @BeforeEach
  void connect() {
    var made = muster.admin().post("/tenants", ScimJson.object().put("name", "app"));
    application =
        ScimConnection.of(made.path("tenantUrl").asString(), made.path("token").asString());
    muster.adminPost(
        "/applications",
        """
        {"name": "app", "tenantUrl": "%s", "secretToken": "%s", "requestsPerSecond": 0,
         "allUsers": true}
        """
            .formatted(made.path("tenantUrl").asString(), made.path("token").asString()));
  }

  private List<String> accounts() {
    try (var client = new ScimClient(application)) {
      return client.query("/Users", ScimQuery.all()).resources().stream()
          .map(user -> user.path("userName").asString())
          .toList();
    }
  }

  private void run() {
    assertThat(muster.adminPost("/jobs/app/cycles?wait=60", "{}").path("done").booleanValue())
        .isTrue();
  }

  @Test
  void aChangeIsToldWithItsStepsAndTheRequestsThatItTook() throws Exception {
    muster.createUser("ada@example.com");
    run();

    var entry = muster.adminGet("/jobs/app/log?text=ADA&action=create").path("entries").path(0);
    assertThat(entry.path("result").asString()).isEqualTo("success");
    assertThat(types(entry.path("steps")))
        .containsExactly("import", "scoping", "matching", "export");
    var change = entry.path("changeId").asString();
    Peer.await(() -> !muster.adminGet("/log/" + change).path("requests").isEmpty());
    var request = muster.adminGet("/log/" + change).path("requests").path(0);
    assertThat(request.path("method").asString()).isEqualTo("POST");
    assertThat(request.path("status").asInt()).isEqualTo(201);
    assertThat(request.path("request").path("userName").asString()).isEqualTo("ada@example.com");
    assertThat(ScimJson.write(request)).doesNotContain(application.toString(), "Bearer");
    assertThat(muster.adminGet("/log?text=nobody").path("entries")).isEmpty();
    assertThat(muster.metrics())
        .contains("provisioning_actions_total", "provisioning_target_requests_seconds_count");
  }

  @Test
  void theTimeFromAChangeToTheApplicationIsMeasured() throws Exception {
    muster.createUser("ada@example.com");
    run();
    assertThat(muster.metrics()).doesNotContain("provisioning_latency_seconds_count");

    var bob = muster.createUser("bob@example.com").id();
    run();
    Peer.await(() -> muster.metrics().contains("provisioning_latency_seconds_count"));
    assertThat(muster.metrics()).doesNotContain("provisioning_removal_latency_seconds_count");

    muster.admin().delete("/tenants/acme/directory/Users/" + bob);
    run();
    Peer.await(() -> muster.metrics().contains("provisioning_removal_latency_seconds_count"));
    assertThat(muster.metrics())
        .containsPattern("provisioning_latency_seconds_bucket\\{job=\"\\d+\\.1\",le=\"");
  }

  @Test
  void theLogIsExportedAsSpreadsheetsTakeIt() throws Exception {
    muster.createUser("=cmd|ada@example.com");
    run();

    var csv = download("/tenants/acme/jobs/app/log/export?format=csv");

    assertThat(csv).startsWith("changeId,at,job,cycle,action,result");
    assertThat(csv.lines().skip(1))
        .hasSize(1)
        .allMatch(line -> line.contains("create,success,User"));
    assertThat(csv).doesNotContain(",=cmd");
    assertThat(ScimJson.parse(download("/tenants/acme/log/export"))).hasSize(1);
  }

  private String download(String path) throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create(muster.baseUrl() + "/api/v1" + path))
              .header("Authorization", "Bearer " + muster.adminToken())
              .build();
      return http.send(request, BodyHandlers.ofString()).body();
    }
  }

  @Test
  void aPersonIsExplainedFromTheDirectoryToTheApplication() {
    muster.createUser("ada@example.com");

    var before = muster.adminGet("/explain?user=ADA@example.com").path("applications").path(0);
    assertThat(before.path("scope").path("inScope").booleanValue()).isTrue();
    assertThat(before.has("link")).isFalse();
    assertThat(before.path("wouldChange").path("actions").path(0).path("action").asString())
        .isEqualTo("create");
    run();
    var explained = muster.adminGet("/explain?user=ada@example.com");

    var after = explained.path("applications").path(0);
    assertThat(after.path("link").path("targetId").asString()).isNotEmpty();
    assertThat(after.path("log").path(0).path("action").asString()).isEqualTo("create");
    assertThat(after.path("wouldChange").path("actions")).isEmpty();
    assertThat(line(after, "userName").path("expression").asString()).isEqualTo("[userName]");
    assertThat(line(after, "userName").path("value").asString()).isEqualTo("ada@example.com");
    assertThat(explained.path("words").valueStream().map(JsonNode::asString))
        .anyMatch(line -> line.contains("In scope: everyone is in scope"))
        .anyMatch(line -> line.contains("Nothing would change now"));
  }

  private static JsonNode line(JsonNode application, String target) {
    return application
        .path("attributes")
        .valueStream()
        .filter(line -> line.path("target").asString().equals(target))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void onePersonIsProvisionedOnDemandWithoutTheJobBeingStarted() {
    muster.createUser("ada@example.com");
    muster.createUser("bob@example.com");

    var dry = provision("{\"user\": \"ada@example.com\", \"dryRun\": true}");
    assertThat(types(dry.path("steps")))
        .containsExactly("import", "scoping", "matching", "processing", "export");
    assertThat(accounts()).isEmpty();

    var done = provision("{\"user\": \"ada@example.com\"}");
    assertThat(done.path("action").asString()).isEqualTo("create");
    assertThat(done.path("result").asString()).isEqualTo("success");
    assertThat(accounts()).containsExactly("ada@example.com");
    assertThat(muster.adminGet("/jobs/app").path("status").asString()).isEqualTo("notRun");
    assertThat(provision("{\"user\": \"ada@example.com\"}").path("result").asString())
        .isEqualTo("skipped");

    run();
    assertThat(accounts()).containsExactlyInAnyOrder("ada@example.com", "bob@example.com");
  }

  @Test
  void aGroupIsProvisionedOnDemandWithItsMembers() {
    var ada = muster.createUser("ada@example.com").id();
    var bob = muster.createUser("bob@example.com").id();
    muster.createGroup("Engineering", ada, bob);

    var done = provision("{\"group\": \"Engineering\", \"allMembers\": true}");

    assertThat(done.path("result").asString()).isEqualTo("success");
    assertThat(accounts()).containsExactlyInAnyOrder("ada@example.com", "bob@example.com");
    try (var client = new ScimClient(application)) {
      var group = client.query("/Groups", ScimQuery.all()).resources().getFirst();
      assertThat(group.path("members")).hasSize(2);
    }
  }

  private JsonNode provision(String body) {
    return muster.adminPost("/jobs/app/provision?wait=60", body);
  }

  private static List<String> types(JsonNode steps) {
    return steps.valueStream().map(step -> step.path("type").asString()).toList();
  }
}
