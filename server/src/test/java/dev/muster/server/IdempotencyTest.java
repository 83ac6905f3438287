package dev.muster.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.scim.message.ScimJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A POST that is sent once more because nobody knows whether it arrived.
class IdempotencyTest extends WithConsole {
  private final HttpClient http = HttpClient.newHttpClient();

  private HttpResponse<String> post(String path, String body, String key, String token) {
    var request =
        HttpRequest.newBuilder(URI.create(server.baseUrl() + "/api/v1" + path))
            .header("Authorization", "Bearer " + token)
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.sendAsync(request, BodyHandlers.ofString()).join();
  }

  private HttpResponse<String> create(String tenant, String key) {
    return post("/tenants", "{\"name\": \"%s\"}".formatted(tenant), key, server.adminToken());
  }

  @Test
  void sameRequestIsDoneOnceAndAnsweredTwice() {
    var first = create("acme", "k1");
    var second = create("acme", "k1");

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(second.statusCode()).isEqualTo(201);
    assertThat(second.body()).isEqualTo(first.body()).contains("mst_");
    assertThat(second.headers().firstValue("Location"))
        .isEqualTo(first.headers().firstValue("Location"));
    assertThat(first.headers().firstValue("Idempotent-Replayed")).isEmpty();
    assertThat(second.headers().firstValue("Idempotent-Replayed")).contains("true");
    assertThat(create("acme", "k2").statusCode()).isEqualTo(409);
  }

  @Test
  void keyOfAnotherRequestIsRefused() {
    create("acme", "k1");
    var other = create("fabrikam", "k1");

    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(other.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(api("GET", "/tenants", "", server.adminToken(), 200)).doesNotContain("fabrikam");
    assertThat(create("acme", "a key").statusCode()).isEqualTo(400);
  }

  @Test
  void anotherAskerHasOtherKeys() {
    create("acme", "k1");
    var body = "{\"name\": \"ci\", \"roles\": [{\"role\": \"platform-administrator\"}]}";
    var key =
        ScimJson.parseObject(api("POST", "/api-keys", body, server.adminToken(), 201))
            .path("key")
            .asString();

    var other = post("/tenants", "{\"name\": \"acme\"}", "k1", key);
    assertThat(other.statusCode()).isEqualTo(409);
    assertThat(other.body()).doesNotContain("mst_");
    assertThat(post("/tenants", "{}", "k1", "mak_made-up").statusCode()).isEqualTo(401);
  }

  @Test
  void manyAtOnceDoItOnce() {
    var statuses =
        IntStream.range(0, 12)
            .parallel()
            .mapToObj(i -> create("acme", "k1").statusCode())
            .distinct()
            .toList();
    assertThat(statuses).contains(201).isSubsetOf(201, 409);
    var audit = audit();
    assertThat(audit.split("POST /api/v1/tenants\"", -1)).hasSize(2);
  }

  @Test
  void secretOfAnAnswerIsNotKeptAsItIs() throws Exception {
    var token = ScimJson.parseObject(create("acme", "k1").body()).path("token").asString();
    server.close();
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(token);
      }
    }
  }
}
