package dev.muster.store.resource;

import dev.muster.scim.message.ScimJson;
import dev.muster.scim.provider.FeedEvent;
import dev.muster.store.Moments;
import dev.muster.store.NamedStatement;
import dev.muster.store.Together;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/// The tables `feed` and `feed_heads`. A write locks the tenant's head before anything else and
/// keeps it until it is committed: so sequence numbers become visible in order and without gaps,
/// and what a write has checked stays true until it is done.
record FeedRows(TenantSql sql) {

  /// Locks the feed; the sequence number of its newest event.
  long lock() {
    var select = lockedHead();
    var head = select.map(row -> row.getLong(1)).findOne();
    if (head.isPresent()) {
      return head.get();
    }
    var insert =
        """
        INSERT INTO feed_heads (tenant_id, sequence) VALUES (:tenant, 0)
        ON CONFLICT (tenant_id) DO NOTHING
        """;
    sql.statement(insert).execute();
    return select.map(row -> row.getLong(1)).one();
  }

  /// Selects the sequence number of the newest event and locks the feed, if there was ever one.
  NamedStatement lockedHead() {
    return sql.statement(
        "SELECT sequence FROM feed_heads WHERE tenant_id = :tenant" + sql.dialect().forUpdate());
  }

  /// Appends events; the first gets the sequence number after the head.
  void append(long head, List<NewEvent> events) {
    var together = new Together(sql.connection(), sql.dialect());
    append(together, head, events);
    together.run();
  }

  /// The same, as statements that wait for others.
  void append(Together together, long head, List<NewEvent> events) {
    var insert =
        """
        INSERT INTO feed
          (tenant_id, sequence, at, resource_type, resource_id, kind, version, members_added,
           members_removed, attributes)
        VALUES (:tenant, :sequence, :at, :type, :id, :kind, :version, :added, :removed,
          :attributes)
        """;
    var batch = sql.statement(insert);
    long sequence = head;
    for (var event : events) {
      batch
          .bind("sequence", ++sequence)
          .bind("at", event.at())
          .bind("type", event.resourceType())
          .bind("id", event.resourceId())
          .bind("kind", event.kind().name())
          .bind("version", event.version())
          .bind("added", json(event.members().added()))
          .bind("removed", json(event.members().removed()))
          .bind("attributes", event.attributes())
          .add();
    }
    together.batch(batch);
    var update = "UPDATE feed_heads SET sequence = :sequence WHERE tenant_id = :tenant";
    together.execute(sql.statement(update).bind("sequence", sequence));
  }

  List<FeedEvent> after(long sequence, int limit) {
    var select =
        """
        SELECT sequence, at, resource_type, resource_id, kind, version, attributes, members_added,
          members_removed
        FROM feed WHERE tenant_id = :tenant AND sequence > :after
        ORDER BY sequence LIMIT :limit
        """;
    return sql.statement(select)
        .bind("after", sequence)
        .bind("limit", limit)
        .map(FeedRows::event)
        .list();
  }

  long head() {
    var select = "SELECT sequence FROM feed_heads WHERE tenant_id = :tenant";
    return sql.statement(select).map(row -> row.getLong(1)).findOne().orElse(0L);
  }

  long removedUpTo() {
    var select = "SELECT removed_up_to FROM feed_heads WHERE tenant_id = :tenant";
    return sql.statement(select).map(row -> row.getLong(1)).findOne().orElse(0L);
  }

  /// Removes the oldest events that are older than a moment, at most as many as fit into one
  /// statement; how many.
  int remove(long before) {
    lock();
    long from = removedUpTo();
    var select =
        """
        SELECT sequence FROM feed
        WHERE tenant_id = :tenant AND sequence > :from AND sequence <= :to AND at < :before
        ORDER BY sequence DESC LIMIT 1
        """;
    long to =
        sql.statement(select)
            .bind("from", from)
            .bind("to", from + TenantSql.CHUNK)
            .bind("before", before)
            .map(row -> row.getLong(1))
            .findOne()
            .orElse(from);
    if (to == from) {
      return 0;
    }
    sql.statement("DELETE FROM feed WHERE tenant_id = :tenant AND sequence <= :to")
        .bind("to", to)
        .execute();
    sql.statement("UPDATE feed_heads SET removed_up_to = :to WHERE tenant_id = :tenant")
        .bind("to", to)
        .execute();
    return Math.toIntExact(to - from);
  }

  private static FeedEvent event(ResultSet row) throws SQLException {
    return new FeedEvent(
        row.getLong(1),
        Moments.ofMicros(row.getLong(2)),
        row.getString(3),
        row.getString(4),
        FeedEvent.Kind.valueOf(row.getString(5)),
        row.getLong(6),
        texts(row.getString(7)),
        texts(row.getString(8)),
        texts(row.getString(9)));
  }

  private static String json(List<String> ids) {
    return ids.isEmpty() ? "[]" : ScimJson.mapper().writeValueAsString(ids);
  }

  private static List<String> texts(String json) {
    return json.equals("[]")
        ? List.of()
        : List.of(ScimJson.mapper().readValue(json, String[].class));
  }

  /// An event that has no sequence number yet.
  ///
  /// @param attributes as a JSON array
  record NewEvent(
      long at,
      String resourceType,
      String resourceId,
      FeedEvent.Kind kind,
      long version,
      String attributes,
      MembersChanged members) {}
}
