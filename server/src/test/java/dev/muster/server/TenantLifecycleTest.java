package dev.muster.server;

import static dev.muster.server.Peer.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.store.PostgreSqlServer;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A tenant from its first day to its last, over HTTP.
final class TenantLifecycleTest {
  private static final String USERS = "/t/acme/scim/v2/Users";

  @TempDir private Path folder = Path.of("");

  private static String user(String name) {
    return """
    {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "%s"}
    """
        .formatted(name);
  }

  @Test
  void suspendedTenantIsToldToComeBackAndLosesNothing() {
    try (var muster = Peer.on(folder)) {
      var token = muster.tenant("acme");
      var other = muster.tenant("other");
      muster.send("POST", USERS, token, user("ann"));

      muster.adminSend("POST", "/tenants/acme/suspend", "");

      var refused = muster.get(USERS, token);
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).contains("300");
      assertThat(json(refused).path("schemas").path(0).asString())
          .isEqualTo("urn:ietf:params:scim:api:messages:2.0:Error");
      assertThat(json(refused).path("detail").asString()).contains("\"acme\" is suspended");
      assertThat(muster.get("/t/other/scim/v2/Users", other).statusCode()).isEqualTo(200);
      assertThat(json(muster.adminSend("GET", "/tenants/acme", "")).path("status").asString())
          .isEqualTo("suspended");

      muster.adminSend("POST", "/tenants/acme/resume", "");

      assertThat(json(muster.get(USERS, token)).path("totalResults").asInt()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"SQLite", "PostgreSQL"})
  void deletedTenantIsGoneForClientsAtOnceAndSoonAltogetherAlsoAfterAStop(String kind)
      throws Exception {
    var database =
        Optional.of(kind).filter(k -> !k.equals("SQLite")).map(k -> PostgreSqlServer.newDatabase());
    var configuration = new Configuration("127.0.0.1", 0, folder, database, Optional.empty());
    String token;
    try (var muster = new Peer(configuration)) {
      token = muster.tenant("acme");
      muster.send("POST", USERS, token, user("ann"));

      var unconfirmed = muster.adminSend("DELETE", "/tenants/acme?confirm=other", "");
      assertThat(unconfirmed.statusCode()).isEqualTo(400);
      assertThat(unconfirmed.body()).contains("?confirm=acme");
      assertThat(muster.get(USERS, token).statusCode()).isEqualTo(200);

      assertThat(muster.adminSend("DELETE", "/tenants/acme?confirm=acme", "").statusCode())
          .isEqualTo(202);
      assertThat(muster.get(USERS, token).statusCode()).isEqualTo(401);
      assertThat(muster.adminSend("GET", "/tenants/acme/tokens", "").statusCode()).isEqualTo(409);
    }
    try (var muster = new Peer(configuration)) {
      Peer.await(() -> muster.adminSend("GET", "/tenants/acme", "").statusCode() == 404);

      var again = muster.tenant("acme");
      assertThat(json(muster.get(USERS, again)).path("totalResults").asInt()).isZero();
      assertThat(muster.get(USERS, token).statusCode()).isEqualTo(401);
    }
  }

  @Test
  void quotaRefusesOneMoreAndLetsOneInWhenAnotherHasGone() {
    try (var muster = Peer.on(folder)) {
      var token = muster.tenant("acme");
      muster.adminSend("PATCH", "/tenants/acme/settings", "{\"quotas\": {\"maxUsers\": 1}}");
      var ann = muster.send("POST", USERS, token, user("ann"));
      assertThat(ann.statusCode()).isEqualTo(201);

      var refused = muster.send("POST", USERS, token, user("bob"));

      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(json(refused).path("detail").asString()).contains("quota of 1 resources of type");
      muster.send("DELETE", USERS + "/" + json(ann).path("id").asString(), token, "");
      assertThat(muster.send("POST", USERS, token, user("bob")).statusCode()).isEqualTo(201);
    }
  }

  @Test
  void sharedEndpointIsThatOfTheTokensTenant() {
    try (var muster = Peer.on(folder)) {
      var token = muster.tenant("acme");
      muster.tenant("other");

      var created = muster.send("POST", "/scim/v2/Users", token, user("ann"));

      assertThat(created.statusCode()).isEqualTo(201);
      var id = json(created).path("id").asString();
      assertThat(created.headers().firstValue("Location"))
          .contains(muster.url() + "/scim/v2/Users/" + id);
      assertThat(muster.get(USERS + "/" + id, token).statusCode()).isEqualTo(200);
      assertThat(muster.get("/scim/v2/Users", "mst_unknown").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void rateLimitSaysWhenToComeBackAndLeavesOtherTenantsAlone() {
    try (var muster = Peer.on(folder)) {
      var token = muster.tenant("acme");
      var other = muster.tenant("other");
      muster.adminSend(
          "PATCH",
          "/tenants/acme/settings",
          "{\"rateLimit\": {\"requestsPerSecond\": 1, \"burst\": 2}}");

      var last = muster.get(USERS, token);
      for (var request = 0; request < 20 && last.statusCode() == 200; request++) {
        last = muster.get(USERS, token);
      }

      assertThat(last.statusCode()).isEqualTo(429);
      assertThat(last.headers().firstValue("Retry-After")).contains("1");
      assertThat(last.headers().firstValue("RateLimit-Policy")).contains("\"tenant\";q=2;w=2");
      assertThat(json(last).path("status").asString()).isEqualTo("429");
      assertThat(muster.get("/t/other/scim/v2/Users", other).statusCode()).isEqualTo(200);
    }
  }
}
