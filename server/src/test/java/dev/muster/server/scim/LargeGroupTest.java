package dev.muster.server.scim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.scim.message.ScimJson;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/// A group with more members than are read at once is sent in parts.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LargeGroupTest {
  private static final int MEMBERS = 2_000;
  private static final int AT_ONCE = 500;

  private final ScimServer scim = ScimServer.start();
  private final List<String> users = new ArrayList<>();
  private String group = "";

  @BeforeAll
  void fill() {
    for (int from = 0; from < MEMBERS; from += AT_ONCE) {
      var bulk = ScimJson.object();
      bulk.putArray("schemas").add("urn:ietf:params:scim:api:messages:2.0:BulkRequest");
      var operations = bulk.putArray("Operations");
      for (int i = from; i < from + AT_ONCE; i++) {
        var operation =
            operations
                .addObject()
                .put("method", "POST")
                .put("path", "/Users")
                .put("bulkId", "b" + i);
        operation.putObject("data").put("userName", "user" + i).put("displayName", "User " + i);
      }
      scim.post("/Bulk", ScimJson.write(bulk))
          .body()
          .path("Operations")
          .forEach(done -> users.add(done.path("location").asString().replaceAll(".*/", "")));
    }
    group = scim.newGroup("everybody", users.toArray(String[]::new));
  }

  @AfterAll
  void stop() {
    scim.close();
  }

  private static List<String> values(JsonNode resource) {
    return resource
        .path("members")
        .valueStream()
        .map(member -> member.path("value").asString())
        .toList();
  }

  @Test
  void hasAllMembersEachOnce() {
    var answer = scim.get("/Groups/" + group);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("application/scim+json");
    assertThat(answer.header("ETag"))
        .isEqualTo(answer.body().path("meta").path("version").asString());
    assertThat(answer.header("Location")).endsWith("/Groups/" + group);
    assertThat(answer.body().path("displayName").asString()).isEqualTo("everybody");
    assertThat(values(answer.body())).containsExactlyInAnyOrderElementsOf(users);
    assertThat(answer.body().path("members").path(0).path("display").asString())
        .startsWith("User ");
  }

  @Test
  void showsOfItsMembersWhatTheClientAsksFor() {
    var body = scim.get("/Groups/" + group + "?attributes=members.value").body();

    assertThat(values(body)).containsExactlyInAnyOrderElementsOf(users);
    assertThat(body.path("members").path(0).propertyNames()).containsExactly("value");
    assertThat(body.has("displayName")).isFalse();
    assertThat(body.path("id").asString()).isEqualTo(group);
  }

  @Test
  void leavesItsMembersOut() {
    var body = scim.get("/Groups/" + group + "?excludedAttributes=members").body();

    assertThat(body.has("members")).isFalse();
    assertThat(body.path("displayName").asString()).isEqualTo("everybody");
  }

  @Test
  void isNotSentAgainToWhoHasIt() {
    var etag = scim.get("/Groups/" + group + "?excludedAttributes=members").header("ETag");

    assertThat(scim.get("/Groups/" + group, "If-None-Match", etag).status()).isEqualTo(304);
  }
}
