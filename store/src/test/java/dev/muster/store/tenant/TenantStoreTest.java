package dev.muster.store.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.scim.message.ScimJson;
import dev.muster.scim.provider.TenantId;
import dev.muster.store.Database;
import dev.muster.store.TestDatabases;
import java.nio.file.Path;
import java.time.Instant;
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
    database = TestDatabases.open(kind, directory);
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
}
