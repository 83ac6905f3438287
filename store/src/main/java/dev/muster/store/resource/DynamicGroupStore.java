package dev.muster.store.resource;

import dev.muster.scim.provider.TenantId;
import dev.muster.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The rules of dynamic groups, and how far their members follow the change feed.
public final class DynamicGroupStore {
  private static final String SELECT =
      "SELECT group_id, rule, followed FROM dynamic_groups WHERE tenant_id = :tenant";

  private final Database database;

  public DynamicGroupStore(Database database) {
    this.database = database;
  }

  /// Tenants that are served and have dynamic groups, each with how far the one that is furthest
  /// behind follows.
  public List<Progress> tenants() {
    var select =
        """
        SELECT d.tenant_id, MIN(d.followed) FROM dynamic_groups d
        JOIN tenants t ON t.tenant_id = d.tenant_id AND t.status = 'ACTIVE'
        GROUP BY d.tenant_id ORDER BY d.tenant_id
        """;
    return database.read(handle ->
        handle
            .createQuery(select)
            .map((row, c) -> new Progress(new TenantId(row.getLong(1)), row.getLong(2)))
            .list());
  }

  /// How far the dynamic groups of a tenant follow.
  public record Progress(TenantId tenant, long followed) {}

  /// A tenant's dynamic groups in the order of their ids.
  public List<DynamicGroup> groups(TenantId tenant) {
    return database.read(handle ->
        handle
            .createQuery(SELECT + " ORDER BY group_id")
            .bind("tenant", tenant.value())
            .map((row, c) -> group(row))
            .list());
  }

  public Optional<DynamicGroup> find(TenantId tenant, String groupId) {
    return database.read(handle ->
        handle
            .createQuery(SELECT + " AND group_id = :group")
            .bind("tenant", tenant.value())
            .bind("group", groupId)
            .map((row, c) -> group(row))
            .findOne());
  }

  /// Gives a group a rule, or another one; everyone is looked at next.
  public void put(TenantId tenant, String groupId, String rule) {
    var put =
        """
        INSERT INTO dynamic_groups (tenant_id, group_id, rule, followed)
        VALUES (:tenant, :group, :rule, -1)
        ON CONFLICT (tenant_id, group_id) DO UPDATE SET rule = excluded.rule, followed = -1
        """;
    database.write(
        tenant,
        handle ->
            handle
                .createUpdate(put)
                .bind("tenant", tenant.value())
                .bind("group", groupId)
                .bind("rule", rule)
                .execute());
  }

  /// Notes how far a group follows, if it still has the rule by which it was looked at; without a
  /// number, everyone is looked at next.
  public void follow(TenantId tenant, DynamicGroup group, OptionalLong followed) {
    var update =
        """
        UPDATE dynamic_groups SET followed = :followed
        WHERE tenant_id = :tenant AND group_id = :group AND rule = :rule AND followed = :before
        """;
    database.write(
        tenant,
        handle ->
            handle
                .createUpdate(update)
                .bind("tenant", tenant.value())
                .bind("group", group.groupId())
                .bind("rule", group.rule())
                .bind("before", group.followed())
                .bind("followed", followed.orElse(DynamicGroup.UNREAD))
                .execute());
  }

  /// Takes a group its rule; its members stay. False if it had none.
  public boolean remove(TenantId tenant, String groupId) {
    return database.write(
        tenant,
        handle ->
            handle
                    .createUpdate(
                        "DELETE FROM dynamic_groups WHERE tenant_id = :tenant AND group_id = :group")
                    .bind("tenant", tenant.value())
                    .bind("group", groupId)
                    .execute()
                == 1);
  }

  private static DynamicGroup group(ResultSet row) throws SQLException {
    return new DynamicGroup(row.getString(1), row.getString(2), row.getLong(3));
  }
}
