package dev.muster.store.resource;

import dev.muster.store.Together;
import dev.muster.store.Transaction;
import dev.muster.store.resource.FeedRows.NewEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a transaction adds to one tenant: the end of its feed, the versions that its resources have
/// come to, and how many resources of each type came and went. The feed is locked from the first
/// write to the commit, so that its numbers have no gaps; events are numbered and written together
/// before the commit.
final class FeedTail implements Transaction.Gathered {
  private final TenantSql sql;
  private final TenantRows rows;
  private final long head;
  private final List<NewEvent> events = new ArrayList<>();
  private final List<HistoryRows.NewVersion> versions = new ArrayList<>();
  private final Map<String, Integer> counts = new TreeMap<>();

  private FeedTail(TenantSql sql, TenantRows rows, long head) {
    this.sql = sql;
    this.rows = rows;
    this.head = head;
  }

  /// Locks the tenant's feed.
  static FeedTail lock(TenantSql sql, Expected expected) {
    var rows = new TenantRows(sql);
    return new FeedTail(sql, rows, rows.lock(expected));
  }

  TenantRows rows() {
    return rows;
  }

  void append(List<NewEvent> more) {
    events.addAll(more);
  }

  void append(HistoryRows.NewVersion version) {
    versions.add(version);
  }

  /// The number that the next event gets.
  long nextSequence() {
    return head + events.size() + 1;
  }

  void count(String resourceType, int change) {
    counts.merge(resourceType, change, Integer::sum);
  }

  @Override
  public void settle() {
    var together = new Together(sql.connection(), sql.dialect());
    rows.settle(together);
    if (!events.isEmpty()) {
      new FeedRows(sql).append(together, head, events);
      new HistoryRows(sql).append(together, versions);
    }
    var resources = new ResourceRows(sql);
    counts.forEach((type, change) -> resources.addToCount(together, type, change));
    together.run();
  }
}
