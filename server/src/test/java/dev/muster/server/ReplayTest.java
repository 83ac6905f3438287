package dev.muster.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.scim.message.ScimJson;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Recorded requests, replayed without effect.
class ReplayTest extends WithMuster {
  private ObjectNode replay(Muster.Answer recorded) throws InterruptedException {
    var id = recorded.header("x-request-id").orElseThrow();
    Peer.await(() ->
        muster
            .adminGet("/requests")
            .path("requests")
            .valueStream()
            .anyMatch(request -> request.path("id").asString().equals(id)));
    return muster.adminPost("/requests/" + id + "/replay", "{}");
  }

  private int users() {
    return muster.scim("GET", "/Users", "").body().path("totalResults").asInt();
  }

  private long head() {
    return muster.send("GET", "/t/acme/events", "").body().path("events").size();
  }

  private static JsonNode difference(ObjectNode replay, String path) {
    return replay
        .path("differences")
        .valueStream()
        .filter(difference -> difference.path("path").asString().equals(path))
        .findFirst()
        .orElseThrow(() -> new AssertionError(path + " is not in " + replay));
  }

  @Test
  void creationIsAnsweredAsItWouldBeNowAndMakesNothing() throws InterruptedException {
    var created = muster.createUser("ann");
    long before = head();

    var taken = replay(created);
    assertThat(taken.path("then").path("status").asInt()).isEqualTo(201);
    assertThat(taken.path("now").path("status").asInt()).isEqualTo(409);
    assertThat(taken.path("now").path("why").asString())
        .contains("userName \"ann\" exists already");
    assertThat(taken.path("same").asBoolean()).isFalse();
    assertThat(difference(taken, "/status").path("now").asInt()).isEqualTo(409);

    muster.scim("DELETE", "/Users/" + created.id(), "");
    long after = head();
    var again = replay(created);
    assertThat(again.path("same").asBoolean()).as("%s", again).isTrue();
    assertThat(again.path("faithful").asBoolean()).isTrue();
    assertThat(again.path("now").path("response").path("userName").asString()).isEqualTo("ann");

    assertThat(users()).isZero();
    assertThat(head()).isEqualTo(after).isGreaterThan(before);
    assertThat(muster.adminGet("/requests?text=replay").path("requests")).isEmpty();
  }

  @Test
  void presentDialectRulesAndSettingsCount() throws InterruptedException {
    var ann = muster.createUser("ann").id();
    muster.set("{\"dialect\": {\"preset\": \"rfc\"}}");
    var refused =
        muster.patch(
            "/Users/" + ann, "{\"op\": \"Replace\", \"path\": \"active\", \"value\": \"False\"}");
    assertThat(refused.status()).isEqualTo(400);

    muster.set("{\"dialect\": {\"preset\": \"entra\"}}");
    var replay = replay(refused);

    assertThat(replay.path("now").path("status").asInt()).isEqualTo(200);
    assertThat(replay.path("now").path("dialectRules").valueStream().map(JsonNode::asString))
        .contains("text-boolean");
    assertThat(replay.path("now").path("response").path("active").asBoolean()).isFalse();
    assertThat(muster.scim("GET", "/Users/" + ann, "").body().path("active").asBoolean()).isTrue();
  }

  @Test
  void bulkSeesItsOwnEarlierOperations() throws InterruptedException {
    var bulk =
        muster.scim(
            "POST",
            "/Bulk",
            """
            {"schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"], "Operations": [
              {"method": "POST", "path": "/Users", "bulkId": "u", "data": {"userName": "bob"}},
              {"method": "POST", "path": "/Groups", "bulkId": "g",
               "data": {"displayName": "G", "members": [{"value": "bulkId:u"}]}},
              {"method": "POST", "path": "/Users", "bulkId": "v", "data": {"userName": "bob"}}]}
            """);
    var operations = bulk.body().path("Operations");
    for (int i = 0; i < 2; i++) {
      var location = operations.path(i).path("location").asString();
      var path = location.substring(location.indexOf("/scim/v2") + "/scim/v2".length());
      muster.scim("DELETE", path, "");
    }

    var now = replay(bulk).path("now").path("response").path("Operations");

    assertThat(now.valueStream().map(operation -> operation.path("status").asString()))
        .containsExactly("201", "201", "409");
    assertThat(users()).isZero();
  }

  @Test
  void saysWhereTheLogDoesNotHaveTheValue() throws InterruptedException {
    muster.set("{\"passwords\": {\"accepted\": true}}");
    var created =
        muster.scim(
            "POST", "/Users", "{\"userName\": \"ann\", \"password\": \"seven tired kettles\"}");
    muster.scim("DELETE", "/Users/" + created.id(), "");

    var replay = replay(created);

    assertThat(replay.path("now").path("status").asInt()).isEqualTo(201);
    assertThat(replay.path("faithful").asBoolean()).isFalse();
    assertThat(replay.path("notes").path(0).asString())
        .startsWith("/password: the log does not have the value");
  }

  @Test
  void conditionsAndQueriesAreReplayedAsTheyCame() throws InterruptedException {
    muster.scim("POST", "/Users", ScimJson.write(ScimJson.object().put("userName", "a&b=c")));
    var query = muster.scim("GET", "/Users?filter=userName%20eq%20%22a%26b%3Dc%22", "");
    assertThat(query.body().path("totalResults").asInt()).isEqualTo(1);

    assertThat(replay(query).path("same").asBoolean()).isTrue();
  }

  @Test
  void requestWhoseBodyWasNotKeptIsRefused() throws InterruptedException {
    muster.set("{\"requestLog\": {\"bodies\": false}}");
    var created = muster.createUser("ann");

    assertThatThrownBy(() -> replay(created)).hasMessageContaining("cannot be replayed");
    assertThatThrownBy(() -> muster.adminPost("/requests/none/replay", "{}"))
        .hasMessageContaining("keeps no request \"none\"");
  }
}
