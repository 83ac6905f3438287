package dev.muster.store.alert;

import dev.muster.scim.message.ScimJson;
import dev.muster.scim.provider.TenantId;
import dev.muster.store.Database;
import dev.muster.store.Moments;
import dev.muster.store.NamedStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Alerts in the database. They are kept with their deliveries before anything is sent: none is
/// lost when a server stops.
public final class AlertStore {
  private static final String CHANNEL =
      "c.tenant_id, c.channel_id, c.kind, c.target, c.kinds, c.sealed, c.created";
  private static final String SELECT_DELIVERY =
      "SELECT a.tenant_id, a.alert_id, a.at, a.subject, a.alert, "
          + CHANNEL
          + ", d.state, d.attempts, d.error FROM alert_deliveries d"
          + " JOIN alerts a ON a.tenant_id = d.tenant_id AND a.alert_id = d.alert_id"
          + " JOIN alert_channels c ON c.tenant_id = d.tenant_id AND c.channel_id = d.channel_id";
  private static final int MOST_SHOWN = 1_000;

  private final Database database;

  public AlertStore(Database database) {
    this.database = database;
  }

  /// A new channel; its id.
  public long addChannel(
      TenantId tenant,
      AlertChannel.Kind kind,
      String target,
      List<String> kinds,
      String sealed,
      Instant now) {
    var json = ScimJson.object();
    kinds.forEach(json.putArray("kinds")::add);
    return database.write(
        tenant,
        handle ->
            of(
                    handle.getConnection(),
                    tenant,
                    """
                    INSERT INTO alert_channels (tenant_id, kind, target, kinds, sealed, created)
                    VALUES (:tenant, :kind, :target, :kinds, :sealed, :now) RETURNING channel_id
                    """)
                .bind("kind", kind.name())
                .bind("target", target)
                .bind("kinds", ScimJson.write(json))
                .bind("sealed", sealed)
                .bind("now", Moments.micros(now))
                .map(row -> row.getLong(1))
                .one());
  }

  public List<AlertChannel> channels(TenantId tenant) {
    return database.readDirectly(connection -> channels(connection, tenant));
  }

  private static List<AlertChannel> channels(Connection connection, TenantId tenant) {
    var sql =
        "SELECT "
            + CHANNEL
            + " FROM alert_channels c WHERE c.tenant_id = :tenant ORDER BY c.channel_id";
    return of(connection, tenant, sql).map(AlertStore::channel).list();
  }

  /// Removes a channel with what waits for it; false if there is none.
  public boolean removeChannel(TenantId tenant, long channel) {
    return database.write(
        tenant,
        handle -> {
          of(
                  handle.getConnection(),
                  tenant,
                  "DELETE FROM alert_deliveries WHERE tenant_id = :tenant AND channel_id = :channel")
              .bind("channel", channel)
              .execute();
          return of(
                      handle.getConnection(),
                      tenant,
                      "DELETE FROM alert_channels WHERE tenant_id = :tenant AND channel_id = :channel")
                  .bind("channel", channel)
                  .execute()
              > 0;
        });
  }

  /// Keeps an alert for all channels that take it, unless there was one about the same since a
  /// moment.
  ///
  /// @return whether it is new
  public boolean raise(
      TenantId tenant,
      String keyword,
      String subject,
      ObjectNode content,
      Instant unlessSince,
      Instant now) {
    return database.write(
        tenant,
        handle -> {
          var connection = handle.getConnection();
          if (told(connection, tenant, subject, unlessSince)) {
            return false;
          }
          var alert =
              of(
                      connection,
                      tenant,
                      """
                      INSERT INTO alerts (tenant_id, at, subject, alert)
                      VALUES (:tenant, :now, :subject, :alert) RETURNING alert_id
                      """)
                  .bind("now", Moments.micros(now))
                  .bind("subject", subject)
                  .bind("alert", ScimJson.write(content))
                  .map(row -> row.getLong(1))
                  .one();
          var add =
              of(
                      connection,
                      tenant,
                      """
                      INSERT INTO alert_deliveries (tenant_id, alert_id, channel_id, state, attempts,
                        next_attempt, error)
                      VALUES (:tenant, :alert, :channel, 'PENDING', 0, :now, '')
                      """)
                  .bind("alert", alert)
                  .bind("now", Moments.micros(now));
          channels(connection, tenant).stream()
              .filter(channel -> channel.takes(keyword))
              .forEach(channel -> add.bind("channel", channel.id()).add());
          add.executeBatch();
          return true;
        });
  }

  private static boolean told(
      Connection connection, TenantId tenant, String subject, Instant since) {
    return of(
            connection,
            tenant,
            """
            SELECT 1 FROM alerts WHERE tenant_id = :tenant AND subject = :subject AND at > :since
            LIMIT 1
            """)
        .bind("subject", subject)
        .bind("since", Moments.micros(since))
        .map(row -> row.getInt(1))
        .findOne()
        .isPresent();
  }

  /// What came before about a subject does not count any more: the same is told again.
  public void settle(TenantId tenant, String subject) {
    database.write(
        tenant,
        handle ->
            of(
                    handle.getConnection(),
                    tenant,
                    "UPDATE alerts SET subject = '' WHERE tenant_id = :tenant AND subject = :subject")
                .bind("subject", subject)
                .execute());
  }

  /// Deliveries that are due, the longest first. Each is taken: nobody else gets it before `until`.
  ///
  /// @param tenant whose; empty: of all tenants
  public List<AlertDelivery> take(
      Optional<TenantId> tenant, Instant now, Instant until, int limit) {
    var own = tenant.isPresent() ? " AND d.tenant_id = :tenant" : "";
    var sql =
        SELECT_DELIVERY
            + " WHERE d.state = 'PENDING' AND d.next_attempt <= :now"
            + own
            + " ORDER BY d.next_attempt LIMIT :limit";
    var due =
        database.readDirectly(connection ->
            new NamedStatement(connection, sql)
                .bind("tenant", tenant.map(TenantId::value).orElse(0L))
                .bind("now", Moments.micros(now))
                .bind("limit", limit)
                .map(AlertStore::delivery)
                .list());
    return due.stream().filter(delivery -> take(delivery, now, until)).toList();
  }

  private boolean take(AlertDelivery delivery, Instant now, Instant until) {
    return database.write(
            delivery.alert().tenant(),
            handle ->
                about(
                        handle.getConnection(),
                        delivery,
                        """
                        UPDATE alert_deliveries SET next_attempt = :until
                        WHERE tenant_id = :tenant AND alert_id = :alert AND channel_id = :channel
                          AND state = 'PENDING' AND next_attempt <= :now
                        """)
                    .bind("until", Moments.micros(until))
                    .bind("now", Moments.micros(now))
                    .execute())
        == 1;
  }

  /// Notes what an attempt came to.
  ///
  /// @param next when it is tried again; empty when it is done or given up
  public void attempted(AlertDelivery delivery, Optional<String> error, Optional<Instant> next) {
    var state = error.isEmpty() ? "DONE" : next.isPresent() ? "PENDING" : "FAILED";
    database.write(
        delivery.alert().tenant(),
        handle ->
            about(
                    handle.getConnection(),
                    delivery,
                    """
                    UPDATE alert_deliveries
                    SET state = :state, attempts = attempts + 1, next_attempt = :next, error = :error
                    WHERE tenant_id = :tenant AND alert_id = :alert AND channel_id = :channel
                    """)
                .bind("state", state)
                .bind("next", next.map(Moments::micros).orElse(0L))
                .bind("error", error.orElse(""))
                .execute());
  }

  /// The newest alerts of a tenant.
  public List<Alert> alerts(TenantId tenant, int limit) {
    return database.readDirectly(connection ->
        of(
                connection,
                tenant,
                """
                SELECT tenant_id, alert_id, at, subject, alert FROM alerts
                WHERE tenant_id = :tenant ORDER BY alert_id DESC LIMIT :limit
                """)
            .bind("limit", limit)
            .map(row -> alert(row, 1))
            .list());
  }

  /// The deliveries of an alert.
  public List<AlertDelivery> deliveries(TenantId tenant, long alert) {
    return database.readDirectly(connection ->
        of(
                connection,
                tenant,
                SELECT_DELIVERY
                    + " WHERE d.tenant_id = :tenant AND d.alert_id = :alert"
                    + " ORDER BY d.channel_id LIMIT :limit")
            .bind("alert", alert)
            .bind("limit", MOST_SHOWN)
            .map(AlertStore::delivery)
            .list());
  }

  /// Forgets alerts that are older than a moment, with their deliveries.
  public void forget(TenantId tenant, Instant before) {
    database.write(
        tenant,
        handle -> {
          of(
                  handle.getConnection(),
                  tenant,
                  """
                  DELETE FROM alert_deliveries WHERE tenant_id = :tenant AND alert_id IN (
                    SELECT alert_id FROM alerts WHERE tenant_id = :tenant AND at < :before)
                  """)
              .bind("before", Moments.micros(before))
              .execute();
          return of(
                  handle.getConnection(),
                  tenant,
                  "DELETE FROM alerts WHERE tenant_id = :tenant AND at < :before")
              .bind("before", Moments.micros(before))
              .execute();
        });
  }

  private static NamedStatement of(Connection connection, TenantId tenant, String sql) {
    return new NamedStatement(connection, sql).bind("tenant", tenant.value());
  }

  private static NamedStatement about(Connection connection, AlertDelivery delivery, String sql) {
    return of(connection, delivery.alert().tenant(), sql)
        .bind("alert", delivery.alert().id())
        .bind("channel", delivery.channel().id());
  }

  private static AlertDelivery delivery(ResultSet row) throws SQLException {
    return new AlertDelivery(
        alert(row, 1),
        channel(row, 6),
        AlertDelivery.State.valueOf(row.getString(13)),
        row.getInt(14),
        row.getString(15));
  }

  private static Alert alert(ResultSet row, int first) throws SQLException {
    return new Alert(
        new TenantId(row.getLong(first)),
        row.getLong(first + 1),
        Moments.ofMicros(row.getLong(first + 2)),
        row.getString(first + 3),
        ScimJson.parseObject(row.getString(first + 4)));
  }

  private static AlertChannel channel(ResultSet row) throws SQLException {
    return channel(row, 1);
  }

  private static AlertChannel channel(ResultSet row, int first) throws SQLException {
    return new AlertChannel(
        new TenantId(row.getLong(first)),
        row.getLong(first + 1),
        AlertChannel.Kind.valueOf(row.getString(first + 2)),
        row.getString(first + 3),
        ScimJson.parseObject(row.getString(first + 4))
            .path("kinds")
            .valueStream()
            .map(JsonNode::asString)
            .toList(),
        row.getString(first + 5),
        Moments.ofMicros(row.getLong(first + 6)));
  }
}
