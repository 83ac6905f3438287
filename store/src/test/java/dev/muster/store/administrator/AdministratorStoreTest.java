package dev.muster.store.administrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.scim.message.ScimJson;
import dev.muster.store.Database;
import dev.muster.store.TestDatabases;
import dev.muster.store.administrator.Grant.Role;
import dev.muster.store.signin.Account;
import dev.muster.store.signin.Session;
import dev.muster.store.signin.Session.Proof;
import dev.muster.store.signin.SessionStore;
import dev.muster.store.tenant.TenantRemoval;
import dev.muster.store.tenant.TenantStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass(name = "{0}")
@ValueSource(strings = {"SQLite", "PostgreSQL"})
final class AdministratorStoreTest {
  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00.25Z");

  @Parameter private String kind = "";
  private Database database;
  private AdministratorStore administrators;
  private SessionStore sessions;
  private AuditStore audit;

  @BeforeEach
  void open(@TempDir Path directory) {
    database = TestDatabases.open(kind, directory);
    administrators = new AdministratorStore(database);
    sessions = new SessionStore(database);
    audit = new AuditStore(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Administrator add(String email, Grant... grants) {
    return administrators.add(email, "Somebody", "hash", List.of(grants), NOW).orElseThrow();
  }

  @Test
  void administratorIsFoundWithItsGrants() {
    assertThat(administrators.isEmpty()).isTrue();
    var acme = new TenantStore(database).create("acme", NOW).orElseThrow().id();
    var owner = new Grant(Role.APPLICATION_OWNER, Optional.of(acme), Optional.of("Slack"));
    var ada = add("ada@example.com", Grant.PLATFORM, owner);

    assertThat(administrators.isEmpty()).isFalse();
    assertThat(administrators.find("ada@example.com")).contains(ada);
    assertThat(administrators.find(ada.id())).contains(ada);
    assertThat(ada.grants()).containsExactly(Grant.PLATFORM, owner);
    assertThat(ada.created()).isEqualTo(NOW);
    assertThat(administrators.add("ada@example.com", "Other", "hash", List.of(), NOW)).isEmpty();
  }

  @Test
  void grantsGoWithTheirTenant() {
    var tenants = new TenantStore(database);
    var acme = tenants.create("acme", NOW).orElseThrow().id();
    var ada = add("ada@example.com", new Grant(Role.READER, Optional.of(acme), Optional.empty()));

    new TenantRemoval(database).removeRows(acme);

    assertThat(administrators.find(ada.id()).orElseThrow().grants()).isEmpty();
  }

  @Test
  void wrongPasswordsAreCountedUntilOneIsRight() {
    var ada = add("ada@example.com");
    assertThat(administrators.attempt(ada.id(), 0, NOW.plusSeconds(9))).isTrue();
    assertThat(administrators.attempt(ada.id(), 0, NOW)).as("one that came at once").isFalse();
    assertThat(administrators.attempt(ada.id(), 1, NOW.plusSeconds(20))).isTrue();
    administrators.forgive(ada.id(), 0);
    var locked = administrators.find(ada.id()).orElseThrow();
    assertThat(locked.failures()).isEqualTo(2);
    assertThat(locked.lockedUntil()).contains(NOW.plusSeconds(20));

    administrators.signedIn(ada.id(), NOW);

    var free = administrators.find(ada.id()).orElseThrow();
    assertThat(free.failures()).isZero();
    assertThat(free.lockedUntil()).isEmpty();
    assertThat(free.lastSignIn()).contains(NOW);
  }

  @Test
  void sessionsEndWithTheirAdministrator() {
    var ada = add("ada@example.com");
    sessions.add(
        new Session(
            "h1", Account.administrator(ada.id()), "::1", "Firefox", Proof.PASSKEY, NOW, NOW));
    sessions.add(
        new Session(
            "h2",
            Account.administrator(ada.id()),
            "::1",
            "Chrome",
            Proof.PASSWORD,
            NOW.plusSeconds(1),
            NOW));
    assertThat(sessions.of(Account.administrator(ada.id())))
        .extracting(Session::hash)
        .containsExactly("h2", "h1");

    sessions.endOthers(Account.administrator(ada.id()), "h2");
    assertThat(sessions.find("h1")).isEmpty();
    administrators.remove(ada.id());
    assertThat(sessions.find("h2")).isEmpty();
  }

  @Test
  void idleSessionsAreSweptAndSeenOnesStay() {
    var ada = add("ada@example.com");
    sessions.add(
        new Session("idle", Account.administrator(ada.id()), "", "", Proof.CODE, NOW, NOW));
    sessions.add(
        new Session("busy", Account.administrator(ada.id()), "", "", Proof.CODE, NOW, NOW));
    sessions.seen("busy", NOW.plusSeconds(100));

    sessions.sweep(NOW.minusSeconds(1), NOW.plusSeconds(50), NOW);

    assertThat(sessions.of(Account.administrator(ada.id())))
        .extracting(Session::hash)
        .containsExactly("busy");
  }

  @Test
  void linkWorksOnceAndTheNextOneReplacesIt() {
    sessions.putLink("first", NOW.plus(Duration.ofHours(1)));
    sessions.putLink("second", NOW.plus(Duration.ofHours(1)));

    assertThat(sessions.isLink("first", NOW)).isFalse();
    assertThat(sessions.isLink("second", NOW.plus(Duration.ofHours(2)))).isFalse();
    assertThat(sessions.takeLink("second", NOW)).isTrue();
    assertThat(sessions.takeLink("second", NOW)).isFalse();
  }

  @Test
  void auditLogShowsWhoeverTampersWithIt() {
    IntStream.range(0, 5)
        .parallel()
        .forEach(i -> audit.append(ScimJson.object().put("action", "step " + i), NOW));
    assertThat(audit.firstBroken()).isEmpty();
    assertThat(audit.before(4, 2)).extracting(AuditStore.Entry::number).containsExactly(3L, 2L);
    assertThat(audit.after(0, 1).getFirst().content().path("action").asString())
        .startsWith("step ");

    database.write(
        AdministratorStore.PLATFORM,
        handle -> handle.execute("UPDATE audit_log SET entry = '{}' WHERE number = 3"));
    assertThat(audit.firstBroken()).contains(3L);
  }

  @Test
  void auditLogMissesEntriesThatWereCutOffItsEnd() {
    audit.append(ScimJson.object().put("action", "one"), NOW);
    audit.append(ScimJson.object().put("action", "two"), NOW);

    database.write(
        AdministratorStore.PLATFORM,
        handle -> handle.execute("DELETE FROM audit_log WHERE number = 2"));

    assertThat(audit.firstBroken()).contains(2L);
  }
}
