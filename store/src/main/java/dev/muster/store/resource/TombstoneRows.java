package dev.muster.store.resource;

import dev.muster.scim.filter.FoldedText;
import dev.muster.scim.provider.LookupValue;
import dev.muster.store.Moments;
import java.util.List;
import java.util.Optional;

/// What stays of deleted resources: the tables `tombstones`, `tombstone_members` and
/// `tombstone_lookups`.
record TombstoneRows(TenantSql sql) {

  /// Remembers a resource that is about to be deleted, with its memberships and lookups.
  void bury(ResourceRow row, long at) {
    forget(row.id());
    var insert =
        """
        INSERT INTO tombstones
          (tenant_id, id, resource_type, version, created, last_modified, display_name, document,
           deleted)
        VALUES (:tenant, :id, :type, :version, :created, :modified, :name, :document, :deleted)
        """;
    sql.statement(insert)
        .bind("id", row.id())
        .bind("type", row.resourceType())
        .bind("version", row.version())
        .bind("created", row.created())
        .bind("modified", row.lastModified())
        .bind("name", row.displayName())
        .bind("document", ResourceRows.text(row.document()))
        .bind("deleted", at)
        .execute();
    var members =
        """
        INSERT INTO tombstone_members (tenant_id, buried_id, group_id, member_id)
        SELECT tenant_id, :id, group_id, member_id FROM members
        WHERE tenant_id = :tenant AND member_id = :id
        UNION
        SELECT tenant_id, :id, group_id, member_id FROM members
        WHERE tenant_id = :tenant AND group_id = :id
        """;
    sql.statement(members).bind("id", row.id()).execute();
    var lookups =
        """
        INSERT INTO tombstone_lookups (tenant_id, resource_type, attribute, value, buried_id)
        SELECT tenant_id, resource_type, attribute, value, resource_id FROM lookups
        WHERE tenant_id = :tenant AND resource_id = :id
          AND attribute IN ('userName', 'externalId', 'displayName')
        """;
    sql.statement(lookups).bind("id", row.id()).execute();
  }

  Optional<DeletedRow> find(String id) {
    var select =
        "SELECT "
            + ResourceRow.COLUMNS
            + ", r.deleted FROM tombstones r WHERE r.tenant_id = :tenant AND r.id = :id";
    return sql.statement(select)
        .bind("id", id)
        .map(row -> new DeletedRow(ResourceRow.of(row), row.getLong(8)))
        .findOne();
  }

  /// Deleted resources of a type, the last deleted first.
  List<DeletedRow> before(String resourceType, long deleted, String id, int limit) {
    var select =
        "SELECT "
            + ResourceRow.COLUMNS
            + """
            , r.deleted FROM tombstones r
            WHERE r.tenant_id = :tenant AND r.resource_type = :type
              AND (r.deleted < :deleted OR (r.deleted = :deleted AND r.id < :id))
            ORDER BY r.deleted DESC, r.id DESC LIMIT :limit
            """;
    return sql.statement(select)
        .bind("type", resourceType)
        .bind("deleted", deleted)
        .bind("id", id)
        .bind("limit", limit)
        .map(row -> new DeletedRow(ResourceRow.of(row), row.getLong(8)))
        .list();
  }

  /// Those among the deleted resources of a type, the last deleted first, whose user name, display
  /// name or external id begins with a text.
  ///
  /// @param text not empty
  List<DeletedRow> beginning(String resourceType, String text, long deleted, String id, int limit) {
    var folded = FoldedText.fold(text);
    if (LookupConditions.endsOpen(folded) || LookupConditions.endsOpen(text)) {
      return List.of();
    }
    var select =
        "SELECT "
            + ResourceRow.COLUMNS
            + """
            , r.deleted FROM tombstones r
            WHERE r.tenant_id = :tenant AND r.resource_type = :type
              AND (r.deleted < :deleted OR (r.deleted = :deleted AND r.id < :id))
              AND r.id IN (
                SELECT buried_id FROM tombstone_lookups
                WHERE tenant_id = :tenant AND resource_type = :type
                  AND attribute IN ('userName', 'displayName') AND value >= :folded AND value < :end
                UNION SELECT buried_id FROM tombstone_lookups
                WHERE tenant_id = :tenant AND resource_type = :type
                  AND attribute = 'externalId' AND value >= :exact AND value < :exactEnd)
            ORDER BY r.deleted DESC, r.id DESC LIMIT :limit
            """;
    return sql.statement(select)
        .bind("type", resourceType)
        .bind("deleted", deleted)
        .bind("id", id)
        .bind("folded", folded)
        .bind("end", LookupConditions.successor(folded))
        .bind("exact", text)
        .bind("exactEnd", LookupConditions.successor(text))
        .bind("limit", limit)
        .map(row -> new DeletedRow(ResourceRow.of(row), row.getLong(8)))
        .list();
  }

  /// The last deleted resource that was found under that value and is not back.
  Optional<DeletedRow> findByLookup(String resourceType, LookupValue lookup) {
    var select =
        "SELECT "
            + ResourceRow.COLUMNS
            + """
            , r.deleted FROM tombstone_lookups l
            JOIN tombstones r ON r.tenant_id = l.tenant_id AND r.id = l.buried_id
            WHERE l.tenant_id = :tenant AND l.resource_type = :type AND l.attribute = :attribute
              AND l.value = :value
            ORDER BY r.deleted DESC LIMIT 1
            """;
    return sql.statement(select)
        .bind("type", resourceType)
        .bind("attribute", lookup.attribute())
        .bind("value", lookup.value())
        .map(row -> new DeletedRow(ResourceRow.of(row), row.getLong(8)))
        .findOne();
  }

  /// Memberships that a deletion ended.
  List<Membership> memberships(String id) {
    var select =
        """
        SELECT group_id, member_id FROM tombstone_members
        WHERE tenant_id = :tenant AND buried_id = :id
        """;
    return sql.statement(select)
        .bind("id", id)
        .map(row -> new Membership(row.getString(1), row.getString(2)))
        .list();
  }

  List<String> groupsOf(String id, int limit) {
    return others("group_id", "member_id", id, limit);
  }

  List<String> membersOf(String id, int limit) {
    return others("member_id", "group_id", id, limit);
  }

  private List<String> others(String wanted, String own, String id, int limit) {
    var select =
        """
        SELECT %1$s FROM tombstone_members
        WHERE tenant_id = :tenant AND buried_id = :id AND %2$s = :id
        ORDER BY %1$s LIMIT :limit
        """
            .formatted(wanted, own);
    return sql.statement(select)
        .bind("id", id)
        .bind("limit", limit)
        .map(row -> row.getString(1))
        .list();
  }

  /// Forgets one that is back.
  void forget(String id) {
    for (var table : List.of("tombstone_members", "tombstone_lookups")) {
      sql.statement("DELETE FROM " + table + " WHERE tenant_id = :tenant AND buried_id = :id")
          .bind("id", id)
          .execute();
    }
    sql.statement("DELETE FROM tombstones WHERE tenant_id = :tenant AND id = :id")
        .bind("id", id)
        .execute();
  }

  /// Forgets those that were deleted before a moment, some at a time; how many.
  int forgetBefore(long deleted) {
    var select =
        """
        SELECT id FROM tombstones WHERE tenant_id = :tenant AND deleted < :before
        ORDER BY deleted LIMIT :limit
        """;
    var old =
        sql.statement(select)
            .bind("before", deleted)
            .bind("limit", TenantSql.CHUNK)
            .map(row -> row.getString(1))
            .list();
    var passwords = new PasswordRows(sql, Origin.SERVER);
    for (var id : old) {
      forget(id);
      passwords.forget(id);
    }
    return old.size();
  }

  /// @param deleted microseconds
  record DeletedRow(ResourceRow row, long deleted) {
    DeletedResource toResource() {
      return new DeletedResource(row.toResource(), Moments.ofMicros(deleted));
    }
  }

  record Membership(String groupId, String memberId) {}
}
