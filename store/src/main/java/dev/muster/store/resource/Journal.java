package dev.muster.store.resource;

import dev.muster.scim.provider.FeedEvent;
import dev.muster.scim.provider.FeedEvent.Kind;
import dev.muster.store.resource.FeedRows.NewEvent;
import java.util.ArrayList;
import java.util.List;

/// Writes down what a write has changed: in the feed for those who follow the tenant, in the
/// history for those who ask about one resource, and among the removals of the client that asked.
final class Journal {
  private final FeedTail tail;
  private final RemovalRows removals;
  private final Origin origin;

  Journal(TenantSql sql, FeedTail tail, Origin origin) {
    this.tail = tail;
    this.removals = new RemovalRows(sql);
    this.origin = origin;
  }

  void write(ResourceRow row, Changes changes, MembersChanged members, long at) {
    write(List.of(new Entry(row.resourceType(), row.id(), row.version(), changes, members)), at);
  }

  void write(List<Entry> entries, long at) {
    for (var entry : entries) {
      tail.append(new HistoryRows.NewVersion(entry, tail.nextSequence(), at, origin));
      tail.append(events(entry, at));
      removals.count(origin, entry, at);
    }
  }

  private static List<NewEvent> events(Entry entry, long at) {
    var events = new ArrayList<NewEvent>();
    var changes = entry.changes();
    for (var part : entry.members().parts()) {
      var first = events.isEmpty();
      events.add(
          new NewEvent(
              at,
              entry.resourceType(),
              entry.resourceId(),
              first ? changes.kind() : FeedEvent.Kind.MEMBERS,
              entry.version(),
              first ? changes.attributes() : "[]",
              part));
    }
    return events;
  }

  /// A resource that has reached a version, or was deleted at it.
  record Entry(
      String resourceType,
      String resourceId,
      long version,
      Changes changes,
      MembersChanged members) {
    Kind kind() {
      return changes.kind();
    }
  }
}
