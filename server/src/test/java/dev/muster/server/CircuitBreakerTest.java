package dev.muster.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CircuitBreakerTest {
  @TempDir Path folder;
  private Muster muster;
  private List<String> users;

  @BeforeEach
  void start() {
    muster = Muster.start(folder);
    muster.set(
        """
        {"circuitBreaker": {"minimum": 3, "share": 40, "memberMinimum": 2, "memberShare": 30}}
        """);
    users = IntStream.range(0, 10).mapToObj(i -> muster.createUser("u" + i).id()).toList();
    age();
  }

  /// What is younger than an hour does not count.
  private void age() {
    try (var database = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("muster.db"));
        var statement = database.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 10000");
      statement.executeUpdate("UPDATE resources SET created = created - 7200000000");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void stop() {
    muster.close();
  }

  @Test
  void clientThatTakesAwayTooMuchIsHeldUntilAnAdministratorApproves() {
    assertThat(muster.deactivate(users.get(0)).status()).isEqualTo(200);
    assertThat(muster.deactivate(users.get(1)).status()).isEqualTo(200);
    assertThat(muster.scim("DELETE", "/Users/" + users.get(2), "").status()).isEqualTo(204);
    assertThat(muster.scim("DELETE", "/Users/" + users.get(3), "").status()).isEqualTo(204);

    var held = muster.scim("DELETE", "/Users/" + users.get(4), "");

    assertThat(held.status()).isEqualTo(409);
    assertThat(held.body().path("detail").asString())
        .contains("circuit breaker")
        .contains("5 users deleted of 10")
        .contains("approve");
    assertThat(muster.deactivate(users.get(5)).status()).isEqualTo(409);
    assertThat(muster.createUser("new").status()).isEqualTo(201);
    assertThat(muster.scim("GET", "/Users/" + users.get(4), "").status()).isEqualTo(200);
    var hold = muster.adminGet("/holds").path("holds").path(0);
    assertThat(hold.path("status").asString()).isEqualTo("open");
    assertThat(hold.path("token").path("name").asString()).isEqualTo("first");

    muster.adminPost("/holds/" + hold.path("id").asString() + "/approve", "{}");

    for (var user : users.subList(4, 10)) {
      assertThat(muster.scim("DELETE", "/Users/" + user, "").status()).isEqualTo(204);
    }
    assertThat(muster.adminGet("/holds").path("holds")).hasSize(1);
  }

  @Test
  void rejectedClientIsRefusedAndTheStatusIsATenantsChoice() {
    muster.set("{\"circuitBreaker\": {\"status\": 503}}");
    users.subList(0, 4).forEach(id -> muster.deactivate(id));

    var held = muster.deactivate(users.get(4));

    assertThat(held.status()).isEqualTo(503);
    assertThat(held.headers()).containsKey("retry-after");
    muster.adminPost("/holds/1/reject", "{}");
    assertThat(muster.deactivate(users.get(4)).status()).isEqualTo(403);
  }

  @Test
  void membersThatAreRemovedFromGroupsCountToo() {
    var group = muster.createGroup("All", users.toArray(String[]::new)).id();
    age();
    var one =
        muster.patch(
            "/Groups/" + group,
            "{\"op\": \"remove\", \"path\": \"members[value eq \\\"%s\\\"]\"}"
                .formatted(users.get(0)));
    assertThat(one.status()).isEqualTo(200);

    var emptied =
        muster.scim(
            "PUT",
            "/Groups/" + group,
            """
            {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": "All"}
            """);

    assertThat(emptied.status()).isEqualTo(409);
    assertThat(emptied.body().path("detail").asString()).contains("members removed");
  }

  @Test
  void trippingIsToldToWebhooks() {
    try (var receiver = Receiver.start()) {
      muster.adminPost(
          "/event-streams",
          "{\"url\": \"%s\", \"events\": [\"tenant.breaker_tripped\"]}".formatted(receiver.url()));

      users.subList(0, 5).forEach(id -> muster.deactivate(id));

      assertThat(receiver.next().body())
          .contains("\"type\":\"tenant.breaker_tripped\"")
          .contains("\"holdId\":\"1\"");
    }
  }

  @Test
  void whatWasJustMadeMayBeTakenAwayAgain() {
    var tried = IntStream.range(0, 10).mapToObj(i -> muster.createUser("t" + i).id()).toList();

    for (var user : tried) {
      assertThat(muster.scim("DELETE", "/Users/" + user, "").status()).isEqualTo(204);
    }
  }

  @Test
  void defaultsLetASmallTenantDeleteAllItsUsers() {
    muster.set("{\"circuitBreaker\": null}");

    for (var user : users) {
      assertThat(muster.scim("DELETE", "/Users/" + user, "").status()).isEqualTo(204);
    }
  }
}
