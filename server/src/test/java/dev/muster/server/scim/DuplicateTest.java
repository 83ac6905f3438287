package dev.muster.server.scim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// RFC 7644 §3.3.1: what exists already is not created again.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DuplicateTest {
  private final ScimServer scim = ScimServer.start();

  @AfterAll
  void stop() {
    scim.close();
  }

  private ScimServer.Answer group(String externalId, String name) {
    return scim.post(
        "/Groups", "{\"externalId\": \"%s\", \"displayName\": \"%s\"}".formatted(externalId, name));
  }

  @Test
  void userNameIsTakenInAnyCase() {
    scim.newUser("ann");

    var again = scim.post("/Users", "{\"userName\": \"ANN\"}");

    assertThat(again.status()).isEqualTo(409);
    assertThat(again.scimType()).isEqualTo("uniqueness");
  }

  @Test
  void groupOfTheSameNameIsAnotherUnlessItsExternalIdIsTheSameToo() {
    var first = group("7", "Sales");

    assertThat(group("8", "Sales").status()).isEqualTo(201);
    assertThat(group("7", "Marketing").status()).isEqualTo(201);
    var twin = group("7", "sales");
    assertThat(twin.status()).isEqualTo(409);
    assertThat(twin.scimType()).isEqualTo("uniqueness");
    assertThat(twin.body().path("detail").asString()).contains("externalId and displayName");

    scim.delete("/Groups/" + first.body().path("id").asString());
    assertThat(group("7", "Sales").status()).isEqualTo(201);
  }

  @Test
  void groupsThatHaveNoExternalIdMayShareAName() {
    assertThat(scim.newGroup("Team")).isNotEqualTo(scim.newGroup("Team"));
    assertThat(scim.filter("/Groups", "displayName eq \"team\"").ids()).hasSize(2);
  }
}
