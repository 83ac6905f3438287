package dev.muster.store.administrator;

import dev.muster.store.Database;
import dev.muster.store.Moments;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Requests that a client may send again, and how they were answered.
public final class IdempotencyStore {
  private final Database database;

  public IdempotencyStore(Database database) {
    this.database = database;
  }

  /// A request that was sent before.
  ///
  /// @param request SHA-256 of what was asked, in hex
  /// @param answer encrypted; empty while it is being answered
  public record Kept(String request, Optional<String> answer) {}

  /// Claims a key for a request; false if it is taken.
  public boolean claim(String asker, String key, String request, Instant now) {
    var sql =
        """
        INSERT INTO idempotency_keys (asker, idempotency_key, request, created)
        VALUES (:asker, :key, :request, :now)
        ON CONFLICT (asker, idempotency_key) DO NOTHING
        """;
    return database.write(
            AdministratorStore.PLATFORM,
            handle ->
                handle
                    .createUpdate(sql)
                    .bind("asker", asker)
                    .bind("key", key)
                    .bind("request", request)
                    .bind("now", Moments.micros(now))
                    .execute())
        == 1;
  }

  public Optional<Kept> find(String asker, String key) {
    return database.read(handle ->
        handle
            .createQuery(
                "SELECT request, answer FROM idempotency_keys WHERE asker = :asker AND idempotency_key = :key")
            .bind("asker", asker)
            .bind("key", key)
            .map((row, context) ->
                new Kept(row.getString("request"), Optional.ofNullable(row.getString("answer"))))
            .findOne());
  }

  /// How many keys somebody has in use.
  public int count(String asker) {
    return database.read(handle ->
        handle
            .createQuery("SELECT count(*) FROM idempotency_keys WHERE asker = :asker")
            .bind("asker", asker)
            .mapTo(Integer.class)
            .one());
  }

  /// Keeps the answer to a claimed request.
  public void answer(String asker, String key, String sealed) {
    var sql =
        """
        UPDATE idempotency_keys SET answer = :answer
        WHERE asker = :asker AND idempotency_key = :key
        """;
    execute(sql, asker, key, Map.of("answer", sealed));
  }

  /// Gives a key back: what was asked for has not been done.
  public void release(String asker, String key) {
    execute(
        "DELETE FROM idempotency_keys WHERE asker = :asker AND idempotency_key = :key",
        asker,
        key,
        Map.of());
  }

  /// Forgets what was asked before a moment.
  public void sweep(Instant before) {
    database.write(
        AdministratorStore.PLATFORM,
        handle ->
            handle
                .createUpdate("DELETE FROM idempotency_keys WHERE created < :before")
                .bind("before", Moments.micros(before))
                .execute());
  }

  private void execute(String sql, String asker, String key, Map<String, String> more) {
    database.write(
        AdministratorStore.PLATFORM,
        handle ->
            handle.createUpdate(sql).bind("asker", asker).bind("key", key).bindMap(more).execute());
  }
}
