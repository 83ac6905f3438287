package dev.muster.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.scim.message.ScimJson;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// Single sign-on with a real Keycloak: `MUSTER_KEYCLOAK` names the unpacked distribution, which
/// `conformance/peers/run keycloak` gets from Maven Central.
@EnabledIfEnvironmentVariable(
    named = "MUSTER_KEYCLOAK",
    matches = ".+",
    disabledReason = "needs the folder of a Keycloak; conformance/peers/run keycloak gets one")
class KeycloakSignOnTest extends WithConsole {
  private static final Pattern ACTION = Pattern.compile("action=\"([^\"]+)\"");
  private static final String GRACES = "grace's own password";

  private final HttpClient http = HttpClient.newHttpClient();

  private HttpResponse<String> send(HttpRequest.Builder request) {
    return http.sendAsync(request.build(), BodyHandlers.ofString()).join();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private Process keycloak(int port, Path log) throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder(
            System.getenv("MUSTER_KEYCLOAK") + "/bin/kc.sh",
            "start-dev",
            "--http-host=127.0.0.1",
            "--http-port=" + port);
    builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
    builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", "admin");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    var process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    // It listens before its administrator is there, and says so after that.
    for (int i = 0; i < 600 && !Files.readString(log).contains("Listening on"); i++) {
      assertThat(process.isAlive()).as(() -> log.toString()).isTrue();
      assertThat(process.waitFor(500, TimeUnit.MILLISECONDS)).isFalse();
    }
    return process;
  }

  private void realm(String base, String redirect) {
    var form = "grant_type=password&client_id=admin-cli&username=admin&password=admin";
    var answer =
        send(
            HttpRequest.newBuilder(
                    URI.create(base + "/realms/master/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    var token = ScimJson.parseObject(answer.body()).path("access_token").asString();
    send(
        HttpRequest.newBuilder(URI.create(base + "/admin/realms/staff"))
            .header("Authorization", "Bearer " + token)
            .DELETE());
    var realm =
        """
        {"realm": "staff", "enabled": true, "groups": [{"name": "muster-admins"}],
          "users": [{"username": "grace", "enabled": true, "email": "grace@example.com",
            "emailVerified": true, "firstName": "Grace", "lastName": "Hopper",
            "credentials": [{"type": "password", "value": "%s"}], "groups": ["/muster-admins"]}],
          "clients": [{"clientId": "muster", "secret": "s3cret", "publicClient": false,
            "standardFlowEnabled": true, "redirectUris": ["%s"],
            "attributes": {"pkce.code.challenge.method": "S256"},
            "protocolMappers": [{"name": "groups", "protocol": "openid-connect",
              "protocolMapper": "oidc-group-membership-mapper", "config": {"claim.name": "groups",
                "full.path": "false", "id.token.claim": "true"}}]}]}
        """
            .formatted(GRACES, redirect);
    var made =
        send(
            HttpRequest.newBuilder(URI.create(base + "/admin/realms"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(realm)));
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
  }

  @Test
  void graceComesFromKeycloakAndLeavesItAgain() throws Exception {
    var port = freePort();
    var base = "http://127.0.0.1:" + port;
    var log = folder.resolve("keycloak.log");
    var keycloak = keycloak(port, log);
    try {
      realm(base, ada.origin() + "/console/sign-in/callback");
      api(
          "PUT",
          "/single-sign-on",
          """
          {"name": "Keycloak", "issuer": "%s/realms/staff", "clientId": "muster",
            "clientSecret": "s3cret",
            "roles": [{"value": "muster-admins", "role": "platform-administrator"}]}
          """
              .formatted(base),
          server.adminToken(),
          200);
      signInAndOut(base);
    } finally {
      keycloak.descendants().forEach(ProcessHandle::destroy);
      keycloak.destroy();
      keycloak.waitFor(30, TimeUnit.SECONDS);
    }
  }

  private void signInAndOut(String base) {
    var browser = browser();
    try (var there = new Browser(base)) {
      var sent = browser.get("/sign-in/single-sign-on?next=/console/audit");
      var page = there.get(sent.headers().firstValue("Location").orElseThrow());
      assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
      var action = ACTION.matcher(page.body());
      assertThat(action.find()).as(page.body()).isTrue();
      var back =
          there.post(
              action.group(1).replace("&amp;", "&"),
              Map.of("username", "grace", "password", GRACES));
      assertThat(back.statusCode()).as(back.body()).isEqualTo(302);

      var arrived = browser.get(back.headers().firstValue("Location").orElseThrow());
      assertThat(arrived.statusCode()).as(arrived.body()).isEqualTo(303);
      assertThat(browser.get("/audit").statusCode()).isEqualTo(200);
      assertThat(browser.get("/account").body()).contains("grace@example.com");

      browser.post("/sign-out", Map.of());
      assertThat(browser.get("/sign-in?left=yes").body())
          .contains(base + "/realms/staff/protocol/openid-connect/logout?client_id=muster");
    }
  }
}
