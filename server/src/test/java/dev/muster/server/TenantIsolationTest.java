package dev.muster.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.cli.AdminClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class TenantIsolationTest {
  @TempDir private Path folder = Path.of("");
  private final HttpClient http = HttpClient.newHttpClient();
  private @Nullable MusterServer running;
  private JsonNode acme = ScimJson.object();
  private JsonNode other = ScimJson.object();

  private MusterServer server() {
    if (running == null) {
      running = MusterServer.start(Configuration.local(folder));
    }
    return running;
  }

  @BeforeEach
  void start() {
    var server = server();
    var admin = new AdminClient(server.baseUrl(), server.adminToken());
    acme = admin.post("/tenants", ScimJson.object().put("name", "acme"));
    other = admin.post("/tenants", ScimJson.object().put("name", "other"));
  }

  @AfterEach
  void stop() {
    server().close();
    http.close();
  }

  private HttpResponse<String> send(String method, String url, String token, String body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(url))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/scim+json")
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private static String url(JsonNode tenant) {
    return tenant.path("tenantUrl").asString();
  }

  private static String token(JsonNode tenant) {
    return tenant.path("token").asString();
  }

  @Test
  void tokenOfOneTenantIsNothingToAnother() throws Exception {
    assertThat(send("GET", url(acme) + "/Users", token(acme), "").statusCode()).isEqualTo(200);

    var refused = send("GET", url(acme) + "/Users", token(other), "");
    var unknown = send("GET", url(acme) + "/Users", "mst_unknown", "");

    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.body()).isEqualTo(unknown.body());
    assertThat(refused.headers().firstValue("WWW-Authenticate")).isPresent();
  }

  @Test
  void unknownTenantIsNotToldFromAWrongToken() throws Exception {
    var nobody = server().baseUrl() + "/t/nobody/scim/v2/Users";

    assertThat(send("GET", nobody, token(acme), "").statusCode()).isEqualTo(401);
  }

  @Test
  void sameUserNameLivesInBothTenantsAndNeitherSeesTheOther() throws Exception {
    var ann =
        """
        {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "ann"}
        """;
    var created = send("POST", url(acme) + "/Users", token(acme), ann);
    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(send("POST", url(other) + "/Users", token(other), ann).statusCode()).isEqualTo(201);

    var id = ScimJson.parseObject(created.body()).path("id").asString();

    assertThat(send("GET", url(other) + "/Users/" + id, token(other), "").statusCode())
        .isEqualTo(404);
    assertThat(send("DELETE", url(other) + "/Users/" + id, token(other), "").statusCode())
        .isEqualTo(404);
  }

  @Test
  void tenantsTokenOpensNoAdminApi() throws Exception {
    var tenants = server().baseUrl() + "/api/v1/tenants";

    assertThat(send("GET", tenants, token(acme), "").statusCode()).isEqualTo(401);
    assertThat(send("GET", tenants, server().adminToken(), "").statusCode()).isEqualTo(200);
  }

  @Test
  void secretsLieInFilesOfTheirOwnerAndNoTokenInTheDatabase() throws Exception {
    for (var name : new String[] {"admin.token", "secrets.key"}) {
      assertThat(Files.getPosixFilePermissions(folder.resolve(name)))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
    server().close();
    var database =
        new String(Files.readAllBytes(folder.resolve("muster.db")), StandardCharsets.ISO_8859_1);
    assertThat(database).contains("acme").doesNotContain(token(acme));
  }

  @Test
  void readyWhenItAnswers() throws Exception {
    assertThat(send("GET", server().baseUrl() + "/health/ready", "", "").statusCode())
        .isEqualTo(200);
  }
}
