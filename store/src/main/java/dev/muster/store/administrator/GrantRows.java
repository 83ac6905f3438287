package dev.muster.store.administrator;

import dev.muster.scim.provider.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/// Roles in a table of their own: a deleted tenant's rows go with it.
///
/// @param owner the column that says whose they are
record GrantRows(String table, String owner) {
  static final GrantRows ADMINISTRATORS = new GrantRows("administrator_grants", "administrator_id");
  static final GrantRows KEYS = new GrantRows("api_key_grants", "key_id");

  List<Grant> of(Handle handle, long id) {
    var sql =
        "SELECT tenant_id, role, application FROM %s WHERE %s = :id ORDER BY tenant_id, role, application"
            .formatted(table, owner);
    return handle.createQuery(sql).bind("id", id).map(GrantRows::grant).list();
  }

  void put(Handle handle, long id, List<Grant> grants) {
    var sql =
        "INSERT INTO %s (tenant_id, %s, role, application) VALUES (:tenant, :id, :role, :application)"
            .formatted(table, owner);
    for (var grant : grants) {
      handle
          .createUpdate(sql)
          .bind("tenant", grant.tenant().orElse(AdministratorStore.PLATFORM).value())
          .bind("id", id)
          .bind("role", grant.role().name())
          .bind("application", grant.application().orElse(""))
          .execute();
    }
  }

  private static Grant grant(ResultSet row, StatementContext context) throws SQLException {
    return new Grant(
        Grant.Role.valueOf(row.getString("role")),
        Optional.of(new TenantId(row.getLong("tenant_id")))
            .filter(id -> !id.equals(AdministratorStore.PLATFORM)),
        Optional.of(row.getString("application")).filter(name -> !name.isEmpty()));
  }
}
