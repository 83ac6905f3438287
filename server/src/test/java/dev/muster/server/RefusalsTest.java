package dev.muster.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.scim.message.ScimJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What was refused is in the audit log, and whoever is refused often does not fill it.
class RefusalsTest extends WithConsole {

  private List<JsonNode> entries(String action) {
    var all = ScimJson.parseObject(audit()).path("entries");
    return StreamSupport.stream(all.spliterator(), false)
        .filter(entry -> entry.path("action").asString("").equals(action))
        .toList();
  }

  private void restart() {
    server.close();
    server = MusterServer.start(configuration());
  }

  @Test
  void wrongKeysAreWrittenOnceWithTheirNumber() {
    for (int i = 0; i < 150; i++) {
      api("GET", "/tenants", "", "mak_guess" + i, 401);
    }
    assertThat(entries("use of a wrong or expired key")).hasSize(1);
    restart();

    var entries = entries("use of a wrong or expired key");
    assertThat(entries).hasSize(2);
    assertThat(entries.getFirst().path("times").intValue()).isEqualTo(149);
    assertThat(entries.getLast().path("address").asString()).isEqualTo("127.0.0.1");
    assertThat(api("GET", "/audit/verification", "", server.adminToken(), 200)).contains("true");
  }

  @Test
  void manyKindsOfRefusalsBecomeOneEntry() {
    var before = ScimJson.parseObject(audit()).path("entries").get(0).path("number").intValue();
    var attacker = browser();
    IntStream.range(0, 130)
        .parallel()
        .forEach(i -> {
          try (var one = Browser.at(server)) {
            one.post("/sign-in", Map.of("email", "x" + i + "@example.com", "password", "guess"));
          }
        });
    assertThat(attacker.post("/sign-in", Map.of("email", ADA, "password", "no")).statusCode())
        .isEqualTo(401);
    restart();

    var newest = ScimJson.parseObject(audit()).path("entries").get(0);
    assertThat(newest.path("number").intValue() - before).isLessThan(110);
    assertThat(newest.path("who").asString()).isEqualTo("several");
    assertThat(newest.path("times").intValue()).isBetween(31, 131);
  }

  @Test
  void readingWithoutARoleIsWrittenDown() {
    api("POST", "/tenants", "{\"name\": \"acme\"}", server.adminToken(), 201);
    api("POST", "/tenants", "{\"name\": \"fabrikam\"}", server.adminToken(), 201);
    var made =
        api(
            "POST",
            "/api-keys",
            "{\"name\": \"eye\", \"roles\": [{\"role\": \"reader\", \"tenant\": \"acme\"}]}",
            server.adminToken(),
            201);
    var key = ScimJson.parseObject(made).path("key").asString();
    api("GET", "/tenants/fabrikam/jobs", "", key, 404);
    api("GET", "/audit", "", key, 403);
    api("POST", "/tenants/acme/tokens", "{}", key, 403);

    assertThat(entries("GET /api/v1/tenants/fabrikam/jobs"))
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.path("who").asString()).isEqualTo("eye");
          assertThat(entry.path("status").intValue()).isEqualTo(404);
        });
    assertThat(entries("GET /api/v1/audit")).hasSize(1);
    assertThat(entries("POST /api/v1/tenants/acme/tokens")).hasSize(1);
  }

  @Test
  void formOfAnotherSiteIsWrittenDown() throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create(ada.origin() + "/console/account/password"))
              .header("Origin", "https://evil.example")
              .header("Cookie", "muster_session=" + ada.cookie("muster_session"))
              .POST(HttpRequest.BodyPublishers.ofString("old=a&new=b"))
              .build();
      assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
    }
    assertThat(entries("a form from elsewhere"))
        .singleElement()
        .satisfies(entry -> assertThat(entry.path("who").asString()).isEqualTo(ADA));
  }

  @Test
  void sessionAloneChangesNoWayOfSigningIn() {
    assertThat(ada.post("/account/passkeys/options", Map.of()).statusCode()).isEqualTo(400);
    assertThat(ada.post("/account/passkeys/options", Map.of("password", "no")).body())
        .contains("password");
    assertThat(ada.post("/account/codes/begin", Map.of()).statusCode()).isEqualTo(303);
    assertThat(ada.get("/account").body()).contains("type yours once more");
    assertThat(ada.post("/account/password", Map.of("old", "", "new", PASSWORD + "!")).statusCode())
        .isEqualTo(303);
    assertThat(ada.get("/account").body()).contains("type yours once more");
    assertThat(browser().post("/sign-in", Map.of("email", ADA, "password", PASSWORD)).statusCode())
        .isEqualTo(303);
  }
}
