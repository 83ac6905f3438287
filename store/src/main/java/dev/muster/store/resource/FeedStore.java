package dev.muster.store.resource;

import dev.muster.scim.provider.TenantId;
import dev.muster.store.Database;
import dev.muster.store.Moments;
import java.sql.Connection;
import java.time.Instant;

/// The retention of the change feed. Its events are read through the `ResourceStore`.
public final class FeedStore {
  private final Database database;

  public FeedStore(Database database) {
    this.database = database;
  }

  /// Sequence number up to which events are gone; 0 when all are there.
  public long removedUpTo(TenantId tenant) {
    return database.readDirectly(connection -> new FeedRows(sql(connection, tenant)).removedUpTo());
  }

  /// Removes events that are older than a moment; how many. It takes them in small portions, so
  /// that other writes need not wait.
  public long remove(TenantId tenant, Instant olderThan) {
    long before = Moments.micros(olderThan);
    long removed = 0;
    while (true) {
      int portion =
          database.write(
              tenant, handle -> new FeedRows(sql(handle.getConnection(), tenant)).remove(before));
      removed += portion;
      if (portion < TenantSql.CHUNK) {
        return removed;
      }
    }
  }

  private TenantSql sql(Connection connection, TenantId tenant) {
    return new TenantSql(connection, database.dialect(), tenant.value());
  }
}
