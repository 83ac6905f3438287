package dev.muster.store.event;

import dev.muster.scim.message.ScimJson;
import dev.muster.scim.provider.TenantId;
import dev.muster.store.Database;
import dev.muster.store.Moments;
import dev.muster.store.NamedStatement;
import dev.muster.store.event.EventStream.Kind;
import dev.muster.store.event.EventStream.Progress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Event streams in the database. A server leases a stream while it works for it, so that each is
/// served by one server at a time, and its events go out in order.
public final class EventStreamStore {
  private static final String COLUMNS =
      """
      s.tenant_id, s.stream_id, s.kind, s.url, s.description, s.events, s.secrets, s.status,
        s.reason, s.created, s.position, s.acknowledged, s.attempts, COALESCE(s.failing_since, 0),
        s.next_attempt
      """;
  private static final String ACTIVE = "ACTIVE";

  private final Database database;

  public EventStreamStore(Database database) {
    this.database = database;
  }

  /// A new stream that begins after a position; its id.
  public long create(
      TenantId tenant,
      Kind kind,
      String url,
      String description,
      List<String> events,
      String secrets,
      long position,
      Instant now) {
    var insert =
        """
        INSERT INTO event_streams
          (tenant_id, kind, url, description, events, secrets, status, reason, created, position,
           acknowledged, attempts, next_attempt, leased_by, leased_until)
        VALUES (:tenant, :kind, :url, :description, :events, :secrets, 'ACTIVE', '', :created,
          :position, '[]', 0, 0, '', 0)
        RETURNING stream_id
        """;
    return database.write(
        tenant,
        handle ->
            statement(handle.getConnection(), insert, tenant)
                .bind("kind", kind.name())
                .bind("url", url)
                .bind("description", description)
                .bind("events", json(events))
                .bind("secrets", secrets)
                .bind("created", Moments.micros(now))
                .bind("position", position)
                .map(row -> row.getLong(1))
                .one());
  }

  public Optional<EventStream> find(TenantId tenant, long id) {
    var select =
        "SELECT "
            + COLUMNS
            + " FROM event_streams s WHERE s.tenant_id = :tenant AND s.stream_id = :stream";
    return database.readDirectly(connection ->
        statement(connection, select, tenant)
            .bind("stream", id)
            .map(EventStreamStore::stream)
            .findOne());
  }

  /// The streams of a tenant, oldest first.
  public List<EventStream> streams(TenantId tenant) {
    var select =
        "SELECT "
            + COLUMNS
            + " FROM event_streams s WHERE s.tenant_id = :tenant ORDER BY s.stream_id";
    return database.readDirectly(
        connection -> statement(connection, select, tenant).map(EventStreamStore::stream).list());
  }

  /// Active streams of any tenant that are to be called and have something to be told, are due and
  /// are leased by nobody else.
  public List<EventStream> due(String runner, Instant now, int limit) {
    var select =
        "SELECT "
            + COLUMNS
            + """
             FROM event_streams s JOIN feed_heads h ON h.tenant_id = s.tenant_id
            WHERE s.status = 'ACTIVE' AND s.kind <> 'POLL' AND s.position < h.sequence
              AND s.next_attempt <= :now AND (s.leased_until <= :now OR s.leased_by = :runner)
            ORDER BY s.next_attempt LIMIT :limit
            """;
    return database.readDirectly(connection ->
        new NamedStatement(connection, select)
            .bind("now", Moments.micros(now))
            .bind("runner", runner)
            .bind("limit", limit)
            .map(EventStreamStore::stream)
            .list());
  }

  /// Takes a stream, or keeps it; the stream as it then is, empty if another server has it.
  public Optional<EventStream> lease(
      EventStream stream, String runner, Instant now, Instant until) {
    var update =
        """
        UPDATE event_streams SET leased_by = :runner, leased_until = :until
        WHERE tenant_id = :tenant AND stream_id = :stream AND status = 'ACTIVE'
          AND (leased_until <= :now OR leased_by = :runner)
        """;
    int leased =
        write(
            stream.tenant(),
            stream.id(),
            update,
            s ->
                s.bind("runner", runner)
                    .bind("until", Moments.micros(until))
                    .bind("now", Moments.micros(now)));
    return leased == 1 ? find(stream.tenant(), stream.id()) : Optional.empty();
  }

  /// Keeps where a stream that is leased by the server stands, what was delivered, and lets go of
  /// it; false if it was not leased any more or was set to another position meanwhile: then nothing
  /// is kept.
  public boolean settle(
      EventStream stream, String runner, Progress progress, Collection<Delivery> deliveries) {
    var update =
        """
        UPDATE event_streams
        SET position = :position, attempts = :attempts, failing_since = :failing,
          next_attempt = :next, status = :status, reason = :reason, leased_by = '',
          leased_until = 0
        WHERE tenant_id = :tenant AND stream_id = :stream AND leased_by = :runner
          AND position = :was
        """;
    return database.write(
        stream.tenant(),
        handle -> {
          var connection = handle.getConnection();
          int settled =
              statement(connection, update, stream.tenant())
                  .bind("stream", stream.id())
                  .bind("runner", runner)
                  .bind("was", stream.position())
                  .bind("position", progress.position())
                  .bind("attempts", progress.attempts())
                  .bind("failing", progress.failingSince().map(Moments::micros).orElse(0L))
                  .bind("next", Moments.micros(progress.nextAttempt()))
                  .bind("status", progress.disabled().isPresent() ? "DISABLED" : ACTIVE)
                  .bind("reason", progress.disabled().orElse(""))
                  .execute();
          if (settled == 1) {
            DeliveryRows.add(connection, stream.tenant(), stream.id(), deliveries);
          }
          return settled == 1;
        });
  }

  /// Changes what a stream is for.
  public void change(
      TenantId tenant, long id, String url, String description, List<String> events) {
    var update =
        """
        UPDATE event_streams SET url = :url, description = :description, events = :events
        WHERE tenant_id = :tenant AND stream_id = :stream
        """;
    write(
        tenant,
        id,
        update,
        s -> s.bind("url", url).bind("description", description).bind("events", json(events)));
  }

  /// Keeps other secrets.
  public void changeSecrets(TenantId tenant, long id, String sealed) {
    var update =
        """
        UPDATE event_streams SET secrets = :secrets
        WHERE tenant_id = :tenant AND stream_id = :stream
        """;
    write(tenant, id, update, s -> s.bind("secrets", sealed));
  }

  /// Lets a stream go on, or stops it for a reason.
  public void changeStatus(TenantId tenant, long id, Optional<String> disabled) {
    var update =
        """
        UPDATE event_streams
        SET status = :status, reason = :reason, attempts = 0, failing_since = 0, next_attempt = 0
        WHERE tenant_id = :tenant AND stream_id = :stream
        """;
    write(
        tenant,
        id,
        update,
        s ->
            s.bind("status", disabled.isPresent() ? "DISABLED" : ACTIVE)
                .bind("reason", disabled.orElse("")));
  }

  /// Sends a stream to a position: what comes after it is told, again if need be.
  public void moveTo(TenantId tenant, long id, long position) {
    var update =
        """
        UPDATE event_streams
        SET position = :position, acknowledged = '[]', attempts = 0, failing_since = 0,
          next_attempt = 0, leased_by = '', leased_until = 0
        WHERE tenant_id = :tenant AND stream_id = :stream
        """;
    write(tenant, id, update, s -> s.bind("position", position));
  }

  /// Keeps what a poller has acknowledged, and deliveries that it told of; false if somebody else
  /// was faster.
  public boolean acknowledge(
      EventStream stream,
      long position,
      Collection<String> acknowledged,
      Collection<Delivery> deliveries) {
    var update =
        """
        UPDATE event_streams SET position = :position, acknowledged = :acknowledged
        WHERE tenant_id = :tenant AND stream_id = :stream AND position = :was
          AND acknowledged = :had
        """;
    return database.write(
        stream.tenant(),
        handle -> {
          var connection = handle.getConnection();
          int changed =
              statement(connection, update, stream.tenant())
                  .bind("stream", stream.id())
                  .bind("was", stream.position())
                  .bind("had", json(stream.acknowledged().stream().sorted().toList()))
                  .bind("position", position)
                  .bind("acknowledged", json(acknowledged.stream().sorted().toList()))
                  .execute();
          if (changed == 1) {
            DeliveryRows.add(connection, stream.tenant(), stream.id(), deliveries);
          }
          return changed == 1;
        });
  }

  /// Removes a stream with its deliveries; false if there is none.
  public boolean remove(TenantId tenant, long id) {
    return database.write(
        tenant,
        handle -> {
          var connection = handle.getConnection();
          for (var table : List.of("deliveries", "event_streams")) {
            int removed =
                statement(
                        connection,
                        "DELETE FROM "
                            + table
                            + " WHERE tenant_id = :tenant AND stream_id = :stream",
                        tenant)
                    .bind("stream", id)
                    .execute();
            if (table.equals("event_streams")) {
              return removed == 1;
            }
          }
          return false;
        });
  }

  /// Writes down a delivery that was asked for by a person.
  public void add(EventStream stream, Delivery delivery) {
    database.write(
        stream.tenant(),
        handle -> {
          DeliveryRows.add(handle.getConnection(), stream.tenant(), stream.id(), List.of(delivery));
          return true;
        });
  }

  /// Deliveries of a stream before an id, newest first.
  ///
  /// @param status which became of them; empty for any
  public List<Delivery> deliveries(
      TenantId tenant, long stream, Optional<Delivery.Status> status, long beforeId, int limit) {
    return database.readDirectly(
        connection -> DeliveryRows.before(connection, tenant, stream, status, beforeId, limit));
  }

  /// Forgets deliveries of a tenant that are older than a moment.
  public void forgetDeliveries(TenantId tenant, Instant before) {
    database.write(
        tenant,
        handle ->
            statement(
                    handle.getConnection(),
                    "DELETE FROM deliveries WHERE tenant_id = :tenant AND at < :before",
                    tenant)
                .bind("before", Moments.micros(before))
                .execute());
  }

  private interface Binding {
    NamedStatement on(NamedStatement statement);
  }

  private int write(TenantId tenant, long stream, String sql, Binding binding) {
    return database.write(
        tenant,
        handle ->
            binding
                .on(statement(handle.getConnection(), sql, tenant).bind("stream", stream))
                .execute());
  }

  private static NamedStatement statement(Connection connection, String sql, TenantId tenant) {
    return new NamedStatement(connection, sql).bind("tenant", tenant.value());
  }

  private static EventStream stream(ResultSet row) throws SQLException {
    long failing = row.getLong(14);
    return new EventStream(
        new TenantId(row.getLong(1)),
        row.getLong(2),
        Kind.valueOf(row.getString(3)),
        row.getString(4),
        row.getString(5),
        List.of(texts(row.getString(6))),
        row.getString(7),
        row.getString(8).equals(ACTIVE),
        row.getString(9),
        Moments.ofMicros(row.getLong(10)),
        row.getLong(11),
        Set.of(texts(row.getString(12))),
        row.getInt(13),
        failing == 0 ? Optional.empty() : Optional.of(Moments.ofMicros(failing)),
        Moments.ofMicros(row.getLong(15)));
  }

  private static String json(List<String> texts) {
    return ScimJson.mapper().writeValueAsString(texts);
  }

  private static String[] texts(String json) {
    return ScimJson.mapper().readValue(json, String[].class);
  }
}
