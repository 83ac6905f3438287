package dev.muster.store.resource;

import dev.muster.scim.provider.TenantId;
import dev.muster.store.Database;
import dev.muster.store.Moments;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;

/// The versions of resources, and who made them.
public final class HistoryStore {
  private static final int HISTORIES_PER_READ = 1_000;

  private final Database database;

  public HistoryStore(Database database) {
    this.database = database;
  }

  /// Versions of a resource that came before a sequence number, newest first, at most `limit`. A
  /// deleted resource has its history as long as it is retained.
  public List<ResourceVersion> before(
      TenantId tenant, String resourceType, String id, long sequence, int limit) {
    return database.readDirectly(connection ->
        new HistoryRows(sql(connection, tenant)).before(resourceType, id, sequence, limit));
  }

  /// Forgets versions that are older than a moment, and of each resource all but the newest; how
  /// many. It walks through the tenant's histories and changes few at a time, so that other writes
  /// need not wait.
  public long forget(TenantId tenant, Instant before, int keep) {
    long micros = Moments.micros(before);
    long forgotten = 0;
    var after = "";
    while (true) {
      var from = after;
      var extents =
          database.readDirectly(connection ->
              new HistoryRows(sql(connection, tenant)).extents(from, HISTORIES_PER_READ));
      var tooLong =
          extents.stream()
              .filter(extent -> extent.versions() > keep || extent.begins() < micros)
              .map(HistoryRows.Extent::resourceId)
              .toList();
      forgotten += forget(tenant, tooLong, micros, keep);
      if (extents.size() < HISTORIES_PER_READ) {
        return forgotten;
      }
      after = extents.getLast().resourceId();
    }
  }

  private long forget(TenantId tenant, List<String> ids, long before, int keep) {
    if (ids.isEmpty()) {
      return 0;
    }
    return database.write(
        tenant,
        handle -> {
          var rows = new HistoryRows(sql(handle.getConnection(), tenant));
          return ids.stream().mapToLong(id -> rows.forget(id, before, keep)).sum();
        });
  }

  private TenantSql sql(Connection connection, TenantId tenant) {
    return new TenantSql(connection, database.dialect(), tenant.value());
  }
}
