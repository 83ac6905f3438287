package dev.muster.store.requestlog;

import dev.muster.scim.message.ScimJson;
import dev.muster.scim.provider.TenantId;
import dev.muster.store.Database;
import dev.muster.store.Moments;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// Keeps the request log in the database.
public final class RequestLogStore {
  private static final int CLASSES_OF_STATUS = 10;
  private static final int FORGOTTEN_AT_ONCE = 1_000;
  private static final String COLUMNS =
      "log_id, request_id, at, status, method, resource_id, token_id, entry";

  private final Database database;

  public RequestLogStore(Database database) {
    this.database = database;
  }

  /// A request with its place in the log.
  ///
  /// @param logId grows with time
  public record Kept(long logId, LoggedRequest request) {}

  /// Adds requests, in one transaction.
  public void append(TenantId tenant, List<LoggedRequest> requests) {
    var sql =
        """
        INSERT INTO request_log
          (tenant_id, at, request_id, status, method, resource_id, token_id, entry)
        VALUES (:tenant, :at, :request, :status, :method, :resource, :token, :entry)
        """;
    database.write(
        tenant,
        handle -> {
          var batch = handle.prepareBatch(sql);
          for (var request : requests) {
            batch
                .bind("tenant", tenant.value())
                .bind("at", Moments.micros(request.at()))
                .bind("request", request.requestId())
                .bind("status", request.status())
                .bind("method", request.method())
                .bind("resource", request.resourceId())
                .bind("token", request.token())
                .bind("entry", ScimJson.write(request.entry()))
                .add();
          }
          return batch.execute();
        });
  }

  /// The requests that a query finds, newest first.
  public List<Kept> find(TenantId tenant, RequestLogQuery query) {
    var conditions = new ArrayList<>(List.of("tenant_id = :tenant"));
    query.before().ifPresent(before -> conditions.add("log_id < :before"));
    query.since().ifPresent(since -> conditions.add("at >= :since"));
    query.status().ifPresent(status -> conditions.add(statusCondition(status)));
    query.method().ifPresent(method -> conditions.add("method = :method"));
    query.resourceId().ifPresent(id -> conditions.add("resource_id = :resource"));
    query.text().ifPresent(text -> conditions.add("lower(entry) LIKE :text ESCAPE '!'"));
    var sql =
        "SELECT %s FROM request_log WHERE %s ORDER BY log_id DESC LIMIT :limit"
            .formatted(COLUMNS, String.join(" AND ", conditions));
    return database.read(handle -> list(bind(handle, sql, tenant, query)));
  }

  /// The requests that came after a place in the log, oldest first: what a live view shows next.
  public List<Kept> after(TenantId tenant, long logId, int limit) {
    var sql =
        """
        SELECT %s FROM request_log WHERE tenant_id = :tenant AND log_id > :after
        ORDER BY log_id LIMIT :limit
        """
            .formatted(COLUMNS);
    return database.read(handle ->
        list(
            handle
                .createQuery(sql)
                .bind("tenant", tenant.value())
                .bind("after", logId)
                .bind("limit", limit)));
  }

  /// The newest place in the log; 0 when it is empty.
  public long head(TenantId tenant) {
    var sql = "SELECT COALESCE(MAX(log_id), 0) FROM request_log WHERE tenant_id = :tenant";
    return database.read(
        handle -> handle.createQuery(sql).bind("tenant", tenant.value()).mapTo(Long.class).one());
  }

  /// The request of that id.
  public Optional<Kept> find(TenantId tenant, String requestId) {
    var sql =
        "SELECT %s FROM request_log WHERE tenant_id = :tenant AND request_id = :request"
            .formatted(COLUMNS);
    return database
        .read(handle ->
            list(handle.createQuery(sql).bind("tenant", tenant.value()).bind("request", requestId)))
        .stream()
        .findFirst();
  }

  /// What came with one token since a moment.
  ///
  /// @param latest empty for nothing
  public record OfToken(long requests, Optional<Kept> latest) {}

  /// What came with one token since a moment that is not long ago: all requests since are looked
  /// at.
  public OfToken ofToken(TenantId tenant, long token, Instant since) {
    var those = "FROM request_log WHERE tenant_id = :tenant AND at >= :since AND token_id = :token";
    return database.read(handle ->
        new OfToken(
            bind(handle.createQuery("SELECT COUNT(*) " + those), tenant, token, since)
                .mapTo(Long.class)
                .one(),
            list(
                    bind(
                        handle.createQuery(
                            "SELECT %s %s ORDER BY at DESC, log_id DESC LIMIT 1"
                                .formatted(COLUMNS, those)),
                        tenant,
                        token,
                        since))
                .stream()
                .findFirst()));
  }

  private static Query bind(Query query, TenantId tenant, long token, Instant since) {
    return query
        .bind("tenant", tenant.value())
        .bind("token", token)
        .bind("since", Moments.micros(since));
  }

  /// Forgets requests that are older than a moment, in small portions; how many.
  public long forget(TenantId tenant, Instant before) {
    var sql =
        """
        DELETE FROM request_log WHERE log_id IN (
          SELECT log_id FROM request_log WHERE tenant_id = :tenant AND at < :before
          ORDER BY at LIMIT :limit)
        """;
    long forgotten = 0;
    while (true) {
      int portion =
          database.write(
              tenant,
              handle ->
                  handle
                      .createUpdate(sql)
                      .bind("tenant", tenant.value())
                      .bind("before", Moments.micros(before))
                      .bind("limit", FORGOTTEN_AT_ONCE)
                      .execute());
      forgotten += portion;
      if (portion < FORGOTTEN_AT_ONCE) {
        return forgotten;
      }
    }
  }

  private static String statusCondition(int status) {
    return status < CLASSES_OF_STATUS ? "status / 100 = :status" : "status = :status";
  }

  private static Query bind(Handle handle, String sql, TenantId tenant, RequestLogQuery query) {
    var statement =
        handle.createQuery(sql).bind("tenant", tenant.value()).bind("limit", query.limit());
    query.before().ifPresent(before -> statement.bind("before", before));
    query.since().ifPresent(since -> statement.bind("since", Moments.micros(since)));
    query.status().ifPresent(status -> statement.bind("status", status));
    query.method().ifPresent(method -> statement.bind("method", method));
    query.resourceId().ifPresent(id -> statement.bind("resource", id));
    query.text().ifPresent(text -> statement.bind("text", pattern(text)));
    return statement;
  }

  private static String pattern(String text) {
    var escaped = text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    return "%" + escaped.toLowerCase(Locale.ROOT) + "%";
  }

  private static List<Kept> list(Query query) {
    return query.map((row, context) -> kept(row)).list();
  }

  private static Kept kept(ResultSet row) throws SQLException {
    return new Kept(
        row.getLong("log_id"),
        new LoggedRequest(
            row.getString("request_id"),
            Moments.ofMicros(row.getLong("at")),
            row.getInt("status"),
            row.getString("method"),
            row.getString("resource_id"),
            number(row, "token_id"),
            ScimJson.parseObject(row.getString("entry"))));
  }

  private static Optional<Long> number(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(value);
  }
}
