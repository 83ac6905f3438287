package dev.muster.store.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.scim.message.ScimJson;
import dev.muster.scim.provider.TenantId;
import dev.muster.store.Database;
import dev.muster.store.PostgreSqlServer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass(name = "{0}")
@ValueSource(strings = {"SQLite", "PostgreSQL"})
final class TenantStoreTest {
  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00.25Z");

  @Parameter private String kind = "";
  private Database database;
  private TenantStore tenants;

  @BeforeEach
  void open(@TempDir Path directory) {
    database =
        kind.equals("SQLite")
            ? Database.sqlite(directory.resolve("muster.db"))
            : Database.postgresql(PostgreSqlServer.newDatabase());
    tenants = new TenantStore(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void createdTenantIsFoundByNameAndId() {
    var contoso = tenants.create("contoso", NOW).orElseThrow();

    assertThat(contoso.created()).isEqualTo(NOW);
    assertThat(tenants.find("contoso")).contains(contoso);
    assertThat(tenants.find(contoso.id())).contains(contoso);
    assertThat(tenants.find("fabrikam")).isEmpty();
    assertThat(tenants.find(new TenantId(99))).isEmpty();
  }

  @Test
  void nameIsTakenOnce() {
    var fabrikam = tenants.create("fabrikam", NOW).orElseThrow();

    assertThat(tenants.create("fabrikam", NOW)).isEmpty();

    var contoso = tenants.create("contoso", NOW).orElseThrow();
    assertThat(contoso.id()).isNotEqualTo(fabrikam.id());
    assertThat(tenants.tenants()).containsExactly(contoso, fabrikam);
  }

  @Test
  void settingsChangeForTheRevisionThatTheyWereMadeFor() {
    var contoso = tenants.create("contoso", NOW).orElseThrow();
    var settings = ScimJson.object().put("setting", true);

    var changed =
        tenants.update(contoso.id(), contoso.revision(), Tenant.Status.SUSPENDED, settings);

    assertThat(changed)
        .contains(new Tenant(contoso.id(), "contoso", Tenant.Status.SUSPENDED, 2, settings, NOW));
    assertThat(tenants.find("contoso")).isEqualTo(changed);
    assertThat(tenants.update(contoso.id(), 1, Tenant.Status.ACTIVE, settings)).isEmpty();
  }

  @Test
  void tokenIsFoundByItsDigestUntilItIsRemoved() {
    var contoso = tenants.create("contoso", NOW).orElseThrow();
    var expiry = NOW.plusSeconds(3_600);
    var entra = tenants.addToken(contoso.id(), "Entra", "ab12", NOW, Optional.of(expiry));
    var okta = tenants.addToken(contoso.id(), "Okta", "cd34", NOW, Optional.empty());

    assertThat(entra)
        .isEqualTo(
            new AccessToken(contoso.id(), entra.id(), "Entra", "ab12", NOW, Optional.of(expiry)));
    assertThat(tenants.findToken("ab12")).contains(entra);
    assertThat(tenants.findToken("ef56")).isEmpty();
    assertThat(tenants.tokens(contoso.id())).containsExactly(entra, okta);
    assertThat(tenants.removeToken(contoso.id(), entra.id())).isTrue();
    assertThat(tenants.removeToken(contoso.id(), entra.id())).isFalse();
    assertThat(tenants.findToken("ab12")).isEmpty();
    assertThat(tenants.tokens(contoso.id())).containsExactly(okta);
  }

  @Test
  void tokenOfAnotherTenantIsNotRemoved() {
    var contoso = tenants.create("contoso", NOW).orElseThrow();
    var fabrikam = tenants.create("fabrikam", NOW).orElseThrow();
    var token = tenants.addToken(contoso.id(), "Entra", "ab12", NOW, Optional.empty());

    assertThat(tenants.removeToken(fabrikam.id(), token.id())).isFalse();
    assertThat(tenants.tokens(fabrikam.id())).isEmpty();
    assertThat(tenants.findToken("ab12")).contains(token);
  }

  @Test
  void sameDigestTwiceIsRefused() {
    var contoso = tenants.create("contoso", NOW).orElseThrow();
    tenants.addToken(contoso.id(), "Entra", "ab12", NOW, Optional.empty());

    assertThatThrownBy(() -> tenants.addToken(contoso.id(), "Okta", "ab12", NOW, Optional.empty()))
        .isInstanceOfSatisfying(
            RuntimeException.class, e -> assertThat(database.isUniqueViolation(e)).isTrue());
  }
}
