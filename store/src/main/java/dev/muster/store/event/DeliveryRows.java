package dev.muster.store.event;

import dev.muster.scim.provider.TenantId;
import dev.muster.store.Moments;
import dev.muster.store.NamedStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The table `deliveries`.
final class DeliveryRows {
  private DeliveryRows() {}

  /// Writes deliveries down in their order; their ids are given here.
  static void add(
      Connection connection, TenantId tenant, long stream, Collection<Delivery> deliveries) {
    if (deliveries.isEmpty()) {
      return;
    }
    var newest =
        """
        SELECT COALESCE(MAX(delivery_id), 0) FROM deliveries
        WHERE tenant_id = :tenant AND stream_id = :stream
        """;
    long id =
        new NamedStatement(connection, newest)
            .bind("tenant", tenant.value())
            .bind("stream", stream)
            .map(row -> row.getLong(1))
            .one();
    var insert =
        """
        INSERT INTO deliveries
          (tenant_id, stream_id, delivery_id, event_id, event, status, attempts, at, http_status,
           error, millis)
        VALUES (:tenant, :stream, :id, :event, :name, :status, :attempts, :at, :http, :error,
          :millis)
        """;
    var batch =
        new NamedStatement(connection, insert)
            .bind("tenant", tenant.value())
            .bind("stream", stream);
    for (var delivery : deliveries) {
      batch
          .bind("id", ++id)
          .bind("event", delivery.eventId())
          .bind("name", delivery.event())
          .bind("status", delivery.status().name())
          .bind("attempts", delivery.attempts())
          .bind("at", Moments.micros(delivery.at()))
          .bind("http", delivery.httpStatus())
          .bind("error", delivery.error())
          .bind("millis", delivery.duration().toMillis())
          .add();
    }
    batch.executeBatch();
  }

  static List<Delivery> before(
      Connection connection,
      TenantId tenant,
      long stream,
      Optional<Delivery.Status> status,
      long beforeId,
      int limit) {
    var select =
        """
        SELECT delivery_id, event_id, event, status, attempts, at, http_status, error, millis
        FROM deliveries
        WHERE tenant_id = :tenant AND stream_id = :stream AND delivery_id < :before
          AND (:status = '' OR status = :status)
        ORDER BY delivery_id DESC LIMIT :limit
        """;
    return new NamedStatement(connection, select)
        .bind("tenant", tenant.value())
        .bind("stream", stream)
        .bind("before", beforeId)
        .bind("status", status.map(Delivery.Status::name).orElse(""))
        .bind("limit", limit)
        .map(DeliveryRows::delivery)
        .list();
  }

  private static Delivery delivery(ResultSet row) throws SQLException {
    return new Delivery(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        Delivery.Status.valueOf(row.getString(4)),
        row.getInt(5),
        Moments.ofMicros(row.getLong(6)),
        row.getInt(7),
        row.getString(8),
        Duration.ofMillis(row.getLong(9)));
  }
}
