package dev.muster.store.resource;

import dev.muster.scim.provider.FeedEvent;
import dev.muster.scim.provider.TenantId;
import dev.muster.store.Database;
import dev.muster.store.Moments;
import dev.muster.store.resource.FeedRows.NewEvent;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What clients have taken away, and the holds that follow from it.
public final class RemovalStore {
  private static final String HOLD =
      """
      hold_id, token_id, token_name, kind, removed, total, status, opened,
        COALESCE(decided, 0), COALESCE(ends, 0)
      """;

  private final Database database;

  public RemovalStore(Database database) {
    this.database = database;
  }

  /// How much a client has taken away since a moment, by whole minutes.
  public Map<RemovalKind, Long> since(TenantId tenant, long token, Instant moment) {
    var select =
        """
        SELECT kind, SUM(removed) FROM removals
        WHERE tenant_id = :tenant AND token_id = :token AND minute >= :minute
        GROUP BY kind
        """;
    var sums = new EnumMap<RemovalKind, Long>(RemovalKind.class);
    database.readDirectly(connection -> {
      sums.clear();
      sql(connection, tenant)
          .statement(select)
          .bind("token", token)
          .bind("minute", RemovalRows.minute(Moments.micros(moment)))
          .map(row -> Map.entry(RemovalKind.valueOf(row.getString(1)), row.getLong(2)))
          .forEach(sum -> sums.put(sum.getKey(), sum.getValue()));
      return sums;
    });
    return sums;
  }

  /// How many resources of a type there are.
  public long count(TenantId tenant, String resourceType) {
    return database.readDirectly(
        connection -> new ResourceRows(sql(connection, tenant)).count(resourceType));
  }

  /// How many members a group has.
  public long memberCount(TenantId tenant, String groupId) {
    return database.readDirectly(
        connection -> new MemberRows(sql(connection, tenant)).count(groupId));
  }

  /// The newest hold of a client.
  public Optional<Hold> newest(TenantId tenant, long token) {
    var select =
        "SELECT "
            + HOLD
            + """
             FROM holds WHERE tenant_id = :tenant AND token_id = :token
            ORDER BY hold_id DESC LIMIT 1
            """;
    return database.readDirectly(connection ->
        sql(connection, tenant)
            .statement(select)
            .bind("token", token)
            .map(RemovalStore::hold)
            .findOne());
  }

  /// The holds of a tenant, newest first.
  public List<Hold> holds(TenantId tenant) {
    var select =
        "SELECT " + HOLD + " FROM holds WHERE tenant_id = :tenant ORDER BY hold_id DESC LIMIT 1000";
    return database.readDirectly(
        connection -> sql(connection, tenant).statement(select).map(RemovalStore::hold).list());
  }

  public Optional<Hold> find(TenantId tenant, long id) {
    var select = "SELECT " + HOLD + " FROM holds WHERE tenant_id = :tenant AND hold_id = :hold";
    return database.readDirectly(connection ->
        sql(connection, tenant)
            .statement(select)
            .bind("hold", id)
            .map(RemovalStore::hold)
            .findOne());
  }

  /// Stops a client, and says so in the tenant's feed; empty if it is stopped already.
  public Optional<Hold> open(
      TenantId tenant,
      long token,
      String tokenName,
      RemovalKind kind,
      long removed,
      long total,
      Instant now) {
    var isOpen =
        """
        SELECT 1 FROM holds
        WHERE tenant_id = :tenant AND token_id = :token AND status <> 'APPROVED'
        """;
    var insert =
        """
        INSERT INTO holds
          (tenant_id, token_id, token_name, kind, removed, total, status, opened)
        VALUES (:tenant, :token, :name, :kind, :removed, :total, 'OPEN', :opened)
        """
            + "RETURNING "
            + HOLD;
    return database.write(
        tenant,
        handle -> {
          var sql = sql(handle.getConnection(), tenant);
          var feed = new FeedRows(sql);
          long head = feed.lock();
          if (sql.statement(isOpen)
              .bind("token", token)
              .map(row -> row.getInt(1))
              .findOne()
              .isPresent()) {
            return Optional.empty();
          }
          long at = Moments.micros(now);
          var hold =
              sql.statement(insert)
                  .bind("token", token)
                  .bind("name", tokenName)
                  .bind("kind", kind.name())
                  .bind("removed", removed)
                  .bind("total", total)
                  .bind("opened", at)
                  .map(RemovalStore::hold)
                  .one();
          var id = Long.toString(hold.id());
          var event =
              new NewEvent(at, "Hold", id, FeedEvent.Kind.HELD, 0, "[]", MembersChanged.NONE);
          feed.append(head, List.of(event));
          return Optional.of(hold);
        });
  }

  /// Decides about a hold; until when the client may go on, if it may.
  public void decide(TenantId tenant, long id, Instant now, Optional<Instant> approvedUntil) {
    var update =
        """
        UPDATE holds SET status = :status, decided = :decided, ends = :ends
        WHERE tenant_id = :tenant AND hold_id = :hold
        """;
    database.write(
        tenant,
        handle ->
            sql(handle.getConnection(), tenant)
                .statement(update)
                .bind("hold", id)
                .bind("status", approvedUntil.isPresent() ? "APPROVED" : "REJECTED")
                .bind("decided", Moments.micros(now))
                .bind("ends", approvedUntil.map(Moments::micros).orElse(0L))
                .execute());
  }

  /// Forgets counts before a moment.
  public void forget(TenantId tenant, Instant before) {
    database.write(
        tenant,
        handle ->
            sql(handle.getConnection(), tenant)
                .statement("DELETE FROM removals WHERE tenant_id = :tenant AND minute < :minute")
                .bind("minute", RemovalRows.minute(Moments.micros(before)))
                .execute());
  }

  private static Hold hold(ResultSet row) throws SQLException {
    return new Hold(
        row.getLong(1),
        row.getLong(2),
        row.getString(3),
        RemovalKind.valueOf(row.getString(4)),
        row.getLong(5),
        row.getLong(6),
        Hold.Status.valueOf(row.getString(7)),
        Moments.ofMicros(row.getLong(8)),
        moment(row.getLong(9)),
        moment(row.getLong(10)));
  }

  private static Optional<Instant> moment(long micros) {
    return micros == 0 ? Optional.empty() : Optional.of(Moments.ofMicros(micros));
  }

  private TenantSql sql(Connection connection, TenantId tenant) {
    return new TenantSql(connection, database.dialect(), tenant.value());
  }
}
