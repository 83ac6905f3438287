package dev.muster.store.resource;

import dev.muster.scim.provider.FeedEvent.Kind;
import dev.muster.store.Moments;
import dev.muster.store.Together;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/// The table `history`: who made which version of a resource. Its key begins with the resource, so
/// that a history is read in one go whatever else the tenant's clients do.
record HistoryRows(TenantSql sql) {

  void append(Together together, List<NewVersion> versions) {
    var insert =
        """
        INSERT INTO history
          (tenant_id, resource_id, sequence, resource_type, version, at, kind, actor_kind, actor_id,
           actor_name, request, members_added, members_removed, changes)
        VALUES (:tenant, :id, :sequence, :type, :version, :at, :kind, :actorKind, :actorId,
          :actorName, :request, :added, :removed, :changes)
        """;
    var batch = sql.statement(insert);
    for (var version : versions) {
      var entry = version.entry();
      var origin = version.origin();
      batch
          .bind("id", entry.resourceId())
          .bind("sequence", version.sequence())
          .bind("type", entry.resourceType())
          .bind("version", entry.version())
          .bind("at", version.at())
          .bind("kind", entry.kind().name())
          .bind("actorKind", origin.kind().name())
          .bind("actorId", origin.id())
          .bind("actorName", origin.name())
          .bind("request", origin.request())
          .bind("added", entry.members().added().size())
          .bind("removed", entry.members().removed().size())
          .bind("changes", entry.changes().values())
          .add();
    }
    together.batch(batch);
  }

  /// Versions of a resource that came before a sequence number, newest first.
  List<ResourceVersion> before(String resourceType, String id, long sequence, int limit) {
    var select =
        """
        SELECT sequence, version, at, kind, actor_kind, actor_id, actor_name, request,
          members_added, members_removed, changes
        FROM history
        WHERE tenant_id = :tenant AND resource_id = :id AND sequence < :before
          AND resource_type = :type
        ORDER BY sequence DESC LIMIT :limit
        """;
    return sql.statement(select)
        .bind("id", id)
        .bind("type", resourceType)
        .bind("before", sequence)
        .bind("limit", limit)
        .map(HistoryRows::version)
        .list();
  }

  /// Histories after a resource, in the order of ids: how long they are and when they begin.
  List<Extent> extents(String afterId, int limit) {
    var select =
        """
        SELECT resource_id, COUNT(*), MIN(at) FROM history
        WHERE tenant_id = :tenant AND resource_id > :after
        GROUP BY resource_id ORDER BY resource_id LIMIT :limit
        """;
    return sql.statement(select)
        .bind("after", afterId)
        .bind("limit", limit)
        .map(row -> new Extent(row.getString(1), row.getLong(2), row.getLong(3)))
        .list();
  }

  /// Forgets what is older than a moment, and all but the newest versions.
  int forget(String id, long before, int keep) {
    var delete =
        """
        DELETE FROM history
        WHERE tenant_id = :tenant AND resource_id = :id AND (at < :before OR sequence <= COALESCE((
          SELECT h.sequence FROM history h WHERE h.tenant_id = :tenant AND h.resource_id = :id
          ORDER BY h.sequence DESC LIMIT 1 OFFSET :keep), 0))
        """;
    return sql.statement(delete).bind("id", id).bind("before", before).bind("keep", keep).execute();
  }

  private static ResourceVersion version(ResultSet row) throws SQLException {
    return new ResourceVersion(
        row.getLong(1),
        row.getLong(2),
        Moments.ofMicros(row.getLong(3)),
        Kind.valueOf(row.getString(4)),
        new Origin(
            Origin.Kind.valueOf(row.getString(5)),
            row.getString(6),
            row.getString(7),
            row.getString(8)),
        row.getLong(9),
        row.getLong(10),
        Changes.readValues(row.getString(11)));
  }

  /// @param sequence of its first event in the feed
  record NewVersion(Journal.Entry entry, long sequence, long at, Origin origin) {}

  /// @param begins microseconds
  record Extent(String resourceId, long versions, long begins) {}
}
