package dev.muster.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.scim.message.ScimJson;
import org.junit.jupiter.api.Test;

class RestoreAndHistoryTest extends WithMuster {
  @Test
  void deletedUserComesBackUnderItsIdInTheGroupsThatStillExist() {
    var ann = muster.createUser("ann").id();
    var sales = muster.createGroup("Sales", ann).id();
    var closed = muster.createGroup("Closed", ann).id();
    muster.scim("DELETE", "/Users/" + ann, "");
    muster.scim("DELETE", "/Groups/" + closed, "");
    assertThat(muster.scim("GET", "/Users/" + ann, "").status()).isEqualTo(404);

    var listed = muster.adminGet("/deleted?type=User").path("resources").path(0);
    assertThat(listed.path("userName").asString()).isEqualTo("ann");
    muster.adminPost("/deleted/" + ann + "/restore", "{}");

    var back = muster.scim("GET", "/Users/" + ann, "");
    assertThat(back.body().path("meta").path("version").asString()).isEqualTo("W/\"2\"");
    assertThat(back.body().path("groups").valueStream().map(g -> g.path("value").asString()))
        .containsExactly(sales);
    assertThat(muster.adminGet("/deleted").path("resources")).isEmpty();
  }

  @Test
  void deletedGroupComesBackWithItsMembers() {
    var ann = muster.createUser("ann").id();
    var bob = muster.createUser("bob").id();
    var sales = muster.createGroup("Sales", ann, bob).id();
    muster.scim("DELETE", "/Groups/" + sales, "");
    muster.scim("DELETE", "/Users/" + bob, "");

    muster.adminPost("/deleted/" + sales + "/restore", "{}");

    var members = muster.scim("GET", "/Groups/" + sales, "").body().path("members");
    assertThat(members.valueStream().map(m -> m.path("value").asString())).containsExactly(ann);
  }

  @Test
  void restoreNamesTheValueThatIsTaken() {
    var ann = muster.createUser("ann").id();
    muster.scim("DELETE", "/Users/" + ann, "");
    muster.createUser("ann");

    assertThatThrownBy(() -> muster.adminPost("/deleted/" + ann + "/restore", "{}"))
        .hasMessageContaining("userName")
        .hasMessageContaining("\"ann\"");
  }

  @Test
  void recreatedUserHasItsOldIdIfTheTenantSaysSo() {
    var first = muster.createUser("ann").id();
    muster.scim("DELETE", "/Users/" + first, "");
    var second = muster.createUser("ANN");
    assertThat(second.id()).isNotEqualTo(first);
    muster.scim("DELETE", "/Users/" + second.id(), "");

    muster.set("{\"recreate\": \"same-id\"}");
    var third = muster.createUser("Ann");

    assertThat(third.status()).isEqualTo(201);
    assertThat(third.id()).isEqualTo(second.id());
    assertThat(third.body().path("meta").path("version").asString()).isEqualTo("W/\"2\"");
    assertThat(muster.createUser("bob").status()).isEqualTo(201);
  }

  @Test
  void historyTellsWhoChangedWhat() {
    var ann = muster.createUser("ann").id();
    var requests =
        muster.patch(
            "/Users/" + ann,
            """
            {"op": "replace", "path": "name.givenName", "value": "Ann"},
            {"op": "replace", "path": "password", "value": "hunter2"},
            {"op": "add", "path": "emails", "value": [{"value": "a@x.org", "type": "work"}]}
            """);
    assertThat(requests.status()).isEqualTo(200);
    muster.deactivate(ann);
    muster.scim("DELETE", "/Users/" + ann, "");

    var history = muster.adminGet("/resources/User/" + ann + "/history").path("versions");

    assertThat(history.valueStream().map(v -> v.path("change").asString()))
        .containsExactly("deleted", "deactivated", "updated", "created");
    assertThat(history.path(1).path("by").path("kind").asString()).isEqualTo("client");
    assertThat(history.path(1).path("by").path("name").asString()).isEqualTo("first");
    assertThat(ScimJson.write(history.path(1).path("attributes")))
        .isEqualTo("[{\"name\":\"active\",\"before\":true,\"after\":false}]");
    assertThat(history.path(2).path("attributes").valueStream().map(a -> a.path("name").asString()))
        .containsExactlyInAnyOrder("name", "emails");
    assertThat(history.toString()).doesNotContain("hunter2");
  }

  @Test
  void revertMakesANewVersionOfAnOldOne() {
    var ann = muster.createUser("ann").id();
    muster.patch("/Users/" + ann, "{\"op\": \"add\", \"path\": \"title\", \"value\": \"CEO\"}");
    muster.patch(
        "/Users/" + ann, "{\"op\": \"add\", \"path\": \"name.familyName\", \"value\": \"Smith\"}");
    muster.patch("/Users/" + ann, "{\"op\": \"remove\", \"path\": \"title\"}");

    muster.adminPost("/resources/User/" + ann + "/history/2/revert", "{}");

    var body = muster.scim("GET", "/Users/" + ann, "").body();
    assertThat(body.path("title").asString()).isEqualTo("CEO");
    assertThat(body.has("name")).isFalse();
    assertThat(body.path("meta").path("version").asString()).isEqualTo("W/\"5\"");
    var newest = muster.adminGet("/resources/User/" + ann + "/history").path("versions").path(0);
    assertThat(newest.path("by").path("kind").asString()).isEqualTo("admin");
    assertThatThrownBy(() -> muster.adminPost("/resources/User/" + ann + "/history/9/revert", "{}"))
        .hasMessageContaining("version 9");
  }

  @Test
  void historyCountsMembersWithoutRepeatingThem() {
    var ann = muster.createUser("ann").id();
    var sales = muster.createGroup("Sales", ann).id();
    muster.scim("DELETE", "/Users/" + ann, "");

    var versions = muster.adminGet("/resources/Group/" + sales + "/history").path("versions");

    assertThat(versions.path(0).path("change").asString()).isEqualTo("members");
    assertThat(versions.path(0).path("members").path("removed").asInt()).isEqualTo(1);
    assertThat(versions.path(1).path("members").path("added").asInt()).isEqualTo(1);
  }
}
