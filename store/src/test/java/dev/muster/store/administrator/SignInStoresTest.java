package dev.muster.store.administrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.store.Database;
import dev.muster.store.TestDatabases;
import dev.muster.store.administrator.ApiKeyStore.NewKey;
import dev.muster.store.administrator.Grant.Role;
import dev.muster.store.signin.Account;
import dev.muster.store.signin.CeremonyStore;
import dev.muster.store.signin.Passkey;
import dev.muster.store.signin.PasskeyStore;
import dev.muster.store.tenant.TenantRemoval;
import dev.muster.store.tenant.TenantStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/// What administrators and programs sign in with, beside passwords.
@ParameterizedClass(name = "{0}")
@ValueSource(strings = {"SQLite", "PostgreSQL"})
final class SignInStoresTest {
  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00.25Z");

  @Parameter private String kind = "";
  private Database database;
  private AdministratorStore administrators;

  @BeforeEach
  void open(@TempDir Path directory) {
    database = TestDatabases.open(kind, directory);
    administrators = new AdministratorStore(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private long add(String email) {
    return administrators.add(email, "Somebody", "hash", List.of(), NOW).orElseThrow().id();
  }

  @Test
  void passkeysAreTheirOwnersAndGoWithThem() {
    var passkeys = new PasskeyStore(database);
    var ada = add("ada@example.com");
    var eve = add("eve@example.com");
    var key =
        new Passkey(
            "id", Account.administrator(ada), "handle", "cose", 1, "Laptop", NOW, Optional.empty());

    assertThat(passkeys.add(key)).isTrue();
    assertThat(
            passkeys.add(
                new Passkey(
                    "id", Account.administrator(eve), "h", "c", 1, "Copy", NOW, Optional.empty())))
        .isFalse();
    assertThat(passkeys.find("id")).contains(key);
    assertThat(passkeys.ofHandle("handle")).containsExactly(key);

    passkeys.used("id", 7, NOW.plusSeconds(1));
    assertThat(passkeys.of(Account.administrator(ada)).getFirst().signatures()).isEqualTo(7);
    assertThat(passkeys.of(Account.administrator(ada)).getFirst().lastUsed())
        .contains(NOW.plusSeconds(1));

    assertThat(passkeys.remove(Account.administrator(eve), "id")).isFalse();
    administrators.remove(ada);
    assertThat(passkeys.find("id")).isEmpty();
  }

  @Test
  void ceremonyIsTakenOnceForItsKindAndInTime() {
    var ceremonies = new CeremonyStore(database);
    ceremonies.put("a", "SIGN_IN", "content", NOW.plusSeconds(60));
    ceremonies.put("b", "SIGN_IN", "late", NOW);

    assertThat(ceremonies.take("a", "OTHER", NOW)).isEmpty();
    assertThat(ceremonies.take("b", "SIGN_IN", NOW)).isEmpty();
    assertThat(ceremonies.find("a", "SIGN_IN", NOW)).contains("content");
    assertThat(ceremonies.take("a", "SIGN_IN", NOW)).contains("content");
    assertThat(ceremonies.take("a", "SIGN_IN", NOW)).isEmpty();
  }

  @Test
  void eachCodeCountsOnceAndNoneBeforeIt() {
    var factors = new SecondFactorStore(database);
    var ada = add("ada@example.com");
    factors.put(ada, "sealed", 10, List.of("r1", "r2"), NOW);

    assertThat(factors.find(ada)).contains("sealed");
    assertThat(factors.takeStep(ada, 10)).isFalse();
    assertThat(factors.takeStep(ada, 11)).isTrue();
    assertThat(factors.takeStep(ada, 11)).isFalse();
    assertThat(factors.takeRecoveryCode(ada, "r1")).isTrue();
    assertThat(factors.takeRecoveryCode(ada, "r1")).isFalse();
    assertThat(factors.recoveryCodes(ada)).isEqualTo(1);

    factors.put(ada, "another", 12, List.of(), NOW);
    assertThat(factors.recoveryCodes(ada)).isZero();
    assertThat(factors.remove(ada)).isTrue();
    assertThat(factors.remove(ada)).isFalse();
  }

  @Test
  void keyEndsWhenRevokedAndItsNameIsNotGivenAgain() {
    var keys = new ApiKeyStore(database);
    var acme = new TenantStore(database).create("acme", NOW).orElseThrow().id();
    var grant = new Grant(Role.TENANT_ADMINISTRATOR, Optional.of(acme), Optional.empty());
    var wanted = new NewKey("ci", "h", "ada", NOW.plusSeconds(60), List.of(grant, Grant.PLATFORM));
    var key = keys.add(wanted, NOW).orElseThrow();

    assertThat(key.grants()).containsExactlyInAnyOrder(grant, Grant.PLATFORM);
    assertThat(keys.find("h")).contains(key);
    assertThat(key.isGood(NOW)).isTrue();
    assertThat(key.isGood(NOW.plusSeconds(60))).isFalse();

    assertThat(keys.revoke(key.id(), NOW)).isTrue();
    assertThat(keys.revoke(key.id(), NOW)).isFalse();
    assertThat(keys.find("h").orElseThrow().isGood(NOW)).isFalse();
    assertThat(keys.add(wanted, NOW)).isEmpty();
    assertThat(keys.before(Long.MAX_VALUE, 10)).hasSize(1);

    new TenantRemoval(database).removeRows(acme);
    assertThat(keys.find("h").orElseThrow().grants()).containsExactly(Grant.PLATFORM);
  }
}
