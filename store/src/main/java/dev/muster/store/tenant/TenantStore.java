package dev.muster.store.tenant;

import dev.muster.scim.message.ScimJson;
import dev.muster.scim.provider.TenantId;
import dev.muster.store.Database;
import dev.muster.store.Moments;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;
import tools.jackson.databind.node.ObjectNode;

/// Tenants, what each has set, and whether it is served.
public final class TenantStore {
  private static final String TENANT = "tenant_id, name, status, revision, settings, created";

  /// Whose lane writes take that are of no tenant, or of one that has no id yet.
  static final TenantId NO_TENANT = new TenantId(0);

  private final Database database;

  public TenantStore(Database database) {
    this.database = database;
  }

  /// A new tenant; empty if there is one of that name.
  public Optional<Tenant> create(String name, Instant now) {
    var sql =
        """
        INSERT INTO tenants (name, created) VALUES (:name, :created)
        ON CONFLICT (name) DO NOTHING
        """
            + "RETURNING "
            + TENANT;
    return database.write(
        NO_TENANT,
        handle ->
            handle
                .createQuery(sql)
                .bind("name", name)
                .bind("created", Moments.micros(now))
                .map(TenantStore::tenant)
                .findOne());
  }

  /// The tenant of that name.
  public Optional<Tenant> find(String name) {
    var sql = "SELECT " + TENANT + " FROM tenants WHERE name = :name";
    return database.read(
        handle -> handle.createQuery(sql).bind("name", name).map(TenantStore::tenant).findOne());
  }

  /// The tenant of that id.
  public Optional<Tenant> find(TenantId id) {
    var sql = "SELECT " + TENANT + " FROM tenants WHERE tenant_id = :tenant";
    return database.read(handle ->
        handle.createQuery(sql).bind("tenant", id.value()).map(TenantStore::tenant).findOne());
  }

  /// All tenants by name.
  public List<Tenant> tenants() {
    var sql = "SELECT " + TENANT + " FROM tenants ORDER BY name";
    return database.read(handle -> handle.createQuery(sql).map(TenantStore::tenant).list());
  }

  /// Gives a tenant another status and other settings, if it is still at this revision; empty if it
  /// has moved on or is gone.
  public Optional<Tenant> update(
      TenantId tenant, long revision, Tenant.Status status, ObjectNode settings) {
    var sql =
        """
        UPDATE tenants SET status = :status, settings = :settings, revision = revision + 1
        WHERE tenant_id = :tenant AND revision = :revision
        """
            + "RETURNING "
            + TENANT;
    return database.write(
        tenant,
        handle ->
            handle
                .createQuery(sql)
                .bind("tenant", tenant.value())
                .bind("revision", revision)
                .bind("status", status.name())
                .bind("settings", ScimJson.write(settings))
                .map(TenantStore::tenant)
                .findOne());
  }

  private static Tenant tenant(ResultSet row, StatementContext context) throws SQLException {
    return new Tenant(
        new TenantId(row.getLong("tenant_id")),
        row.getString("name"),
        Tenant.Status.valueOf(row.getString("status")),
        row.getLong("revision"),
        ScimJson.parseObject(row.getString("settings")),
        Moments.ofMicros(row.getLong("created")));
  }
}
