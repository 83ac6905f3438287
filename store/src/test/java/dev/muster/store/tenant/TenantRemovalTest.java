package dev.muster.store.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.scim.message.ScimJson;
import dev.muster.scim.provider.TenantId;
import dev.muster.store.Database;
import dev.muster.store.TestDatabases;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/// Rows are made for every table that the database has, so a table that a migration adds is tested
/// here without anybody having to think of it.
@ParameterizedClass(name = "{0}")
@ValueSource(strings = {"SQLite", "PostgreSQL"})
final class TenantRemovalTest {
  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
  private static final int ROWS = 1_100;

  // A table that belongs to no tenant is named here on purpose; all others need a tenant_id.
  private static final List<String> OF_THE_SERVER =
      List.of(
          "administrator_identities",
          "administrators",
          "api_keys",
          "audit_head",
          "audit_log",
          "ceremonies",
          "idempotency_keys",
          "recovery_codes",
          "second_factors",
          "setup_links",
          "signing_keys",
          "single_sign_on");

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
  void everyTableButTheServersOwnBelongsToTenants() {
    var all = database.read(TenantRemovalTest::tables);
    var ofTenants =
        new ArrayList<>(
            database.read(TenantTables::of).stream().map(TenantTables.Table::name).toList());
    ofTenants.add("tenants");
    ofTenants.addAll(OF_THE_SERVER);
    if (kind.equals("PostgreSQL")) {
      ofTenants.add("sole_server");
    }

    assertThat(ofTenants).hasSizeGreaterThan(20);
    assertThat(all).containsExactlyInAnyOrderElementsOf(ofTenants);
  }

  @Test
  void removesTheRowsOfEveryTableAndNoneOfAnotherTenant() {
    var contoso = tenants.create("contoso", NOW).orElseThrow();
    var fabrikam = tenants.create("fabrikam", NOW).orElseThrow();
    fill(contoso.id());
    fill(fabrikam.id());
    var before = counts(fabrikam.id());
    var removal = new TenantRemoval(database);

    long removed = removal.removeRows(contoso.id());

    assertThat(removed).isEqualTo(before.values().stream().mapToLong(n -> n).sum());

    assertThat(counts(contoso.id()).values()).containsOnly(0L);
    assertThat(counts(fabrikam.id())).isEqualTo(before);
    assertThat(removal.removeRows(contoso.id())).isZero();
  }

  @Test
  void tenantItselfGoesOnlyWhenItIsBeingDeleted() {
    var contoso = tenants.create("contoso", NOW).orElseThrow();
    var removal = new TenantRemoval(database);

    removal.removeTenant(contoso.id());
    assertThat(tenants.find("contoso")).contains(contoso);

    tenants.update(contoso.id(), 1, Tenant.Status.DELETING, ScimJson.object());
    removal.removeTenant(contoso.id());
    assertThat(tenants.find("contoso")).isEmpty();
    assertThat(tenants.create("contoso", NOW).orElseThrow().id()).isNotEqualTo(contoso.id());
  }

  private Map<String, Long> counts(TenantId tenant) {
    return database.read(handle -> {
      var counts = new LinkedHashMap<String, Long>();
      for (var table : TenantTables.of(handle)) {
        var sql = "SELECT COUNT(*) FROM " + table.name() + " WHERE tenant_id = :tenant";
        counts.put(
            table.name(),
            handle.createQuery(sql).bind("tenant", tenant.value()).mapTo(Long.class).one());
      }
      return counts;
    });
  }

  /// A row in every table, and many in one.
  private void fill(TenantId tenant) {
    database.write(
        tenant,
        handle -> {
          for (var table : TenantTables.of(handle)) {
            var columns = columns(handle, table.name());
            int rows = table.name().equals("resources") ? ROWS : 1;
            for (int i = 0; i < rows; i++) {
              insert(handle, table.name(), columns, tenant, i);
            }
          }
          return 0;
        });
  }

  private static void insert(
      Handle handle, String table, Map<String, Integer> columns, TenantId tenant, int number) {
    var values = new ArrayList<Object>();
    columns.forEach((name, type) ->
        values.add(
            name.equals("tenant_id")
                ? tenant.value()
                : value(type, tenant.value() * 10_000 + number)));
    var marks = String.join(", ", columns.keySet().stream().map(name -> "?").toList());
    handle.execute(
        "INSERT INTO %s (%s) VALUES (%s)"
            .formatted(table, String.join(", ", columns.keySet()), marks),
        values.toArray());
  }

  /// Columns that have to be given, with their types.
  private static Map<String, Integer> columns(Handle handle, String table) {
    var types = new LinkedHashMap<String, Integer>();
    try (var columns =
        handle
            .getConnection()
            .getMetaData()
            .getColumns(null, handle.getConnection().getSchema(), table, "%")) {
      while (columns.next()) {
        var generated = !"NO".equals(columns.getString("IS_AUTOINCREMENT"));
        if (!generated && columns.getString("COLUMN_DEF") == null) {
          types.put(columns.getString("COLUMN_NAME"), columns.getInt("DATA_TYPE"));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return types;
  }

  private static Object value(int type, long number) {
    return switch (type) {
      case Types.INTEGER, Types.BIGINT, Types.SMALLINT -> number;
      case Types.BOOLEAN, Types.BIT -> false;
      case Types.BINARY, Types.BLOB -> new byte[] {1};
      default -> Long.toString(number);
    };
  }

  private static List<String> tables(Handle handle) {
    try {
      var connection = handle.getConnection();
      var names = new ArrayList<String>();
      try (var tables =
          connection
              .getMetaData()
              .getTables(null, connection.getSchema(), "%", new String[] {"TABLE"})) {
        while (tables.next()) {
          names.add(tables.getString("TABLE_NAME"));
        }
      }
      names.removeIf(name -> name.startsWith("sqlite_") || name.startsWith("flyway_"));
      return names;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
