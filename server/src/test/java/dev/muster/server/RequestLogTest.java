package dev.muster.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.cli.AdminClient;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RequestLogTest {
  private static final String LOG = "/tenants/acme/requests";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path folder = Path.of("");
  private final HttpClient http = HttpClient.newHttpClient();
  private @Nullable MusterServer running;
  private JsonNode acme = ScimJson.object();

  private MusterServer server() {
    if (running == null) {
      running = MusterServer.start(Configuration.local(folder));
    }
    return running;
  }

  private AdminClient admin() {
    return new AdminClient(server().baseUrl(), server().adminToken());
  }

  @BeforeEach
  void start() {
    acme = admin().post("/tenants", ScimJson.object().put("name", "acme"));
  }

  @AfterEach
  void stop() {
    server().close();
    http.close();
  }

  @Test
  void saysWhatCameWhatWasAnsweredAndWhy() throws Exception {
    var answer =
        send("POST", "/Users", "{\"userName\": \"bjensen\", \"password\": \"t1meMa$heen\"}");
    var id = ScimJson.parseObject(answer.body()).path("id").asString();

    var logged = await(answer);

    assertThat(logged.path("method").asString()).isEqualTo("POST");
    assertThat(logged.path("status").asInt()).isEqualTo(201);
    assertThat(logged.path("resourceId").asString()).isEqualTo(id);
    assertThat(logged.path("token").asString()).isEqualTo("first");
    assertThat(logged.path("why").asString()).startsWith("created User \"" + id);
    assertThat(logged.path("request").path("userName").asString()).isEqualTo("bjensen");
    assertThat(logged.path("response").path("id").asString()).isEqualTo(id);
    assertThat(logged.path("durationMillis").asDouble()).isPositive();
    assertThat(ScimJson.write(logged)).doesNotContain("t1meMa$heen").contains("[redacted]");
    assertThat(logged.path("curl").asString()).contains("-d '{\"userName\":\"bjensen\"");
  }

  @Test
  void secretsAreHiddenInPatchesAndFiltersToo() throws Exception {
    admin()
        .patch(
            "/tenants/acme/settings",
            ScimJson.parseObject("{\"requestLog\": {\"redacted\": [\"phoneNumbers\"]}}"));
    var operations =
        """
        {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
         "Operations": [
           {"op": "replace", "path": "password", "value": "t1meMa$heen"},
           {"op": "add", "path": "phoneNumbers[type eq \\"work\\"].value", "value": "+1-555"}]}
        """;
    var patch = send("PATCH", "/Users/none", operations);
    var query = send("GET", "/Users?filter=phoneNumbers.value+eq+%22%2B1-555%22", "");

    assertThat(ScimJson.write(await(patch))).doesNotContain("t1meMa$heen", "+1-555");
    assertThat(ScimJson.write(await(query))).doesNotContain("1-555");
  }

  @Test
  void refusedTokenIsInTheLogOfTheTenantThatItNamed() throws Exception {
    var refused =
        http.send(
            HttpRequest.newBuilder(URI.create(url("/Users")))
                .header("Authorization", "Bearer mst_wrong")
                .build(),
            BodyHandlers.ofString());

    var logged = await(refused);

    assertThat(logged.path("status").asInt()).isEqualTo(401);
    assertThat(logged.has("token")).isFalse();
    assertThat(logged.path("why").asString()).contains("muster tenant token create");
    assertThat(ScimJson.write(logged)).doesNotContain("mst_wrong");
  }

  @Test
  void isSearchedByStatusResourceAndText() throws Exception {
    var created = send("POST", "/Users", "{\"userName\": \"bjensen\"}");
    var id = ScimJson.parseObject(created.body()).path("id").asString();
    send("POST", "/Users", "{\"userName\": \"BJensen\"}");
    await(send("GET", "/Users/" + id, ""));

    assertThat(admin().get(LOG + "?status=4xx").path("requests"))
        .hasSize(1)
        .allMatch(request -> request.path("scimType").asString().equals("uniqueness"));
    assertThat(admin().get(LOG + "?resourceId=" + id).path("requests")).hasSize(2);
    assertThat(admin().get(LOG + "?text=BJENSEN").path("requests")).hasSize(3);
    assertThat(admin().get(LOG + "?limit=1").path("requests").path(0).path("method").asString())
        .isEqualTo("GET");
  }

  @Test
  void newRequestsAreSeenAsTheyCome() throws Exception {
    var tail =
        http.send(
            HttpRequest.newBuilder(URI.create(server().baseUrl() + "/api/v1" + LOG + "/tail"))
                .header("Authorization", "Bearer " + server().adminToken())
                .build(),
            BodyHandlers.ofInputStream());
    try (var events =
        new BufferedReader(new InputStreamReader(tail.body(), StandardCharsets.UTF_8))) {
      assertThat(events.readLine()).startsWith(":");

      send("POST", "/Users", "{\"userName\": \"bjensen\"}");

      var data = events.lines().filter(line -> line.startsWith("data: ")).findFirst().orElseThrow();
      assertThat(ScimJson.parseObject(data.substring(6)).path("why").asString())
          .startsWith("created User");
    }
  }

  @Test
  void tenantThatWantsFailuresAloneHasNoOthers() throws Exception {
    admin()
        .patch(
            "/tenants/acme/settings",
            ScimJson.parseObject("{\"requestLog\": {\"recorded\": \"failures\"}}"));

    send("POST", "/Users", "{\"userName\": \"bjensen\"}");
    await(send("GET", "/Users/none", ""));

    assertThat(admin().get(LOG).path("requests")).hasSize(1);
  }

  private JsonNode await(HttpResponse<String> answer) {
    var id = answer.headers().firstValue("X-Request-Id").orElseThrow();
    var until = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(until)) {
      for (var request : admin().get(LOG).path("requests")) {
        if (request.path("id").asString().equals(id)) {
          return admin().get(LOG + "/" + id);
        }
      }
    }
    throw new AssertionError("request " + id + " was not recorded");
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(url(path)))
            .header("Authorization", "Bearer " + acme.path("token").asString())
            .header("Content-Type", "application/scim+json")
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private String url(String path) {
    return acme.path("tenantUrl").asString() + path;
  }
}
