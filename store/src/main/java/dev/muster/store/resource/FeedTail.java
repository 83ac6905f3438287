package dev.muster.store.resource;

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
  private final long head;
  private final List<NewEvent> events = new ArrayList<>();
  private final List<HistoryRows.NewVersion> versions = new ArrayList<>();
  private final Map<String, Integer> counts = new TreeMap<>();

  private FeedTail(TenantSql sql, long head) {
    this.sql = sql;
    this.head = head;
  }

  /// Locks the tenant's feed.
  static FeedTail lock(TenantSql sql) {
    return new FeedTail(sql, new FeedRows(sql).lock());
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
    if (!events.isEmpty()) {
      new FeedRows(sql).append(head, events);
      new HistoryRows(sql).append(versions);
    }
    var resources = new ResourceRows(sql);
    counts.forEach(resources::addToCount);
  }
}
