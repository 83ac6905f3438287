package dev.muster.server;

import static dev.muster.server.Peer.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/// Tokens of tenants, over HTTP.
final class TokenTest {
  private static final String BASE = "/t/acme/scim/v2";
  private static final String ANN =
      """
      {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "ann"}
      """;

  @TempDir private Path folder = Path.of("");

  private static ObjectNode token(Peer muster, String body) {
    return json(muster.adminSend("POST", "/tenants/acme/tokens", body));
  }

  private static String secret(ObjectNode token) {
    return token.path("token").stringValue();
  }

  @Test
  void tokenThatMayOnlyReadIsToldWhichScopeItLacks() {
    try (var muster = Peer.on(folder)) {
      muster.tenant("acme");
      var reader = secret(token(muster, "{\"name\": \"report\", \"scopes\": [\"read\"]}"));

      assertThat(muster.get(BASE + "/Users", reader).statusCode()).isEqualTo(200);
      assertThat(muster.get(BASE + "/Schemas", reader).statusCode()).isEqualTo(200);
      assertThat(muster.send("POST", BASE + "/Users/.search", reader, "{}").statusCode())
          .isEqualTo(200);
      var refused = muster.send("POST", BASE + "/Users", reader, ANN);

      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(json(refused).path("detail").asString())
          .isEqualTo("the token lacks the scope \"write\"; it has \"read\"");
      assertThat(refused.headers().firstValue("WWW-Authenticate").orElse(""))
          .contains("error=\"insufficient_scope\", scope=\"write\"");
    }
  }

  @Test
  void tokenForUsersKeepsAwayFromGroups() {
    try (var muster = Peer.on(folder)) {
      muster.tenant("acme");
      var users =
          secret(token(muster, "{\"name\": \"hr\", \"scopes\": [\"read\", \"write\", \"users\"]}"));

      assertThat(muster.send("POST", BASE + "/Users", users, ANN).statusCode()).isEqualTo(201);
      assertThat(muster.get(BASE + "/Groups", users).statusCode()).isEqualTo(403);
      assertThat(muster.get(BASE + "/ResourceTypes", users).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void unknownScopeIsRefusedByName() {
    try (var muster = Peer.on(folder)) {
      muster.tenant("acme");

      var refused =
          muster.adminSend(
              "POST", "/tenants/acme/tokens", "{\"name\": \"x\", \"scopes\": [\"admin\"]}");

      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body()).contains("there is no scope").contains("read, write, users");
    }
  }

  @Test
  void successorAllowsTheSameAndTheOldTokenWorksForTheOverlap() {
    try (var muster = Peer.on(folder)) {
      muster.tenant("acme");
      var old =
          token(
              muster,
              "{\"name\": \"Entra\", \"scopes\": [\"read\"], \"userId\": \"u1\", \"expiresInDays\": 365}");
      var path = "/tenants/acme/tokens/" + old.path("id").asString() + "/rotate";

      var successor = json(muster.adminSend("POST", path, "{\"overlapHours\": 48}"));

      assertThat(secret(successor)).startsWith("mst_").isNotEqualTo(secret(old));
      assertThat(successor.path("scopes").toString()).isEqualTo("[\"read\"]");
      assertThat(successor.path("userId").asString()).isEqualTo("u1");
      assertThat(successor.path("expiresInDays").asInt()).isGreaterThanOrEqualTo(364);
      assertThat(muster.get(BASE + "/Users", secret(old)).statusCode()).isEqualTo(200);
      assertThat(muster.get(BASE + "/Users", secret(successor)).statusCode()).isEqualTo(200);
      var listed = json(muster.adminSend("GET", "/tenants/acme/tokens", "")).path("tokens");
      assertThat(listed.path(1).path("expiresInDays").asInt()).isEqualTo(1);
      assertThat(listed.path(1).path("warning").asString()).startsWith("expires within 7 days");

      muster.adminSend("POST", path, "{\"overlapHours\": 0}");
      assertThat(muster.get(BASE + "/Users", secret(old)).statusCode()).isEqualTo(401);
    }
  }

  @Test
  void lastUseIsSeenInTheListSoonAfter() throws Exception {
    try (var muster = Peer.on(folder)) {
      var token = muster.tenant("acme");
      muster.get(BASE + "/Users", token);

      Peer.await(() ->
          json(muster.adminSend("GET", "/tenants/acme/tokens", ""))
              .path("tokens")
              .path(0)
              .has("lastUsed"));
    }
  }
}
