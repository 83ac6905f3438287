package dev.muster.store.administrator;

import dev.muster.store.Database;
import dev.muster.store.Moments;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Programs' keys for the admin API.
public final class ApiKeyStore {
  private static final String SELECT =
      "SELECT key_id, name, created_by, created, expires, last_used, revoked FROM api_keys ";

  private final Database database;

  public ApiKeyStore(Database database) {
    this.database = database;
  }

  /// A key that is to be made.
  ///
  /// @param hash its SHA-256, in hex
  public record NewKey(
      String name, String hash, String createdBy, Instant expires, List<Grant> grants) {
    public NewKey {
      grants = List.copyOf(grants);
    }
  }

  /// Keeps a new key; empty if there is, or was, one of that name.
  public Optional<ApiKey> add(NewKey key, Instant now) {
    var sql =
        """
        INSERT INTO api_keys (name, hash, created_by, created, expires)
        VALUES (:name, :hash, :by, :now, :expires)
        ON CONFLICT (name) DO NOTHING
        RETURNING key_id
        """;
    return database.write(
        AdministratorStore.PLATFORM,
        handle -> {
          var id =
              handle
                  .createQuery(sql)
                  .bind("name", key.name())
                  .bind("hash", key.hash())
                  .bind("by", key.createdBy())
                  .bind("now", Moments.micros(now))
                  .bind("expires", Moments.micros(key.expires()))
                  .mapTo(Long.class)
                  .findOne();
          id.ifPresent(added -> GrantRows.KEYS.put(handle, added, key.grants()));
          return id.flatMap(
              added -> list(handle, "WHERE key_id = :value", added).stream().findFirst());
        });
  }

  /// The key with that SHA-256, whether it is good or not.
  public Optional<ApiKey> find(String hash) {
    return database.read(handle -> list(handle, "WHERE hash = :value", hash).stream().findFirst());
  }

  /// All that there were, the newest first.
  ///
  /// @param before only those with a smaller id
  public List<ApiKey> before(long before, int limit) {
    return database.read(handle ->
        list(handle, "WHERE key_id < :value ORDER BY key_id DESC LIMIT " + limit, before));
  }

  public void used(long id, Instant now) {
    update("UPDATE api_keys SET last_used = :now WHERE key_id = :id", id, now);
  }

  /// Ends a key; false if there is none such, or it has ended before.
  public boolean revoke(long id, Instant now) {
    return update(
            "UPDATE api_keys SET revoked = :now WHERE key_id = :id AND revoked IS NULL", id, now)
        == 1;
  }

  private int update(String sql, long id, Instant now) {
    return database.write(
        AdministratorStore.PLATFORM,
        handle ->
            handle.createUpdate(sql).bind("id", id).bind("now", Moments.micros(now)).execute());
  }

  private static List<ApiKey> list(Handle handle, String condition, Object value) {
    return handle
        .createQuery(SELECT + condition)
        .bind("value", value)
        .map((row, context) -> key(handle, row))
        .list();
  }

  private static ApiKey key(Handle handle, ResultSet row) throws SQLException {
    var id = row.getLong("key_id");
    return new ApiKey(
        id,
        row.getString("name"),
        row.getString("created_by"),
        Moments.ofMicros(row.getLong("created")),
        Moments.ofMicros(row.getLong("expires")),
        Moments.find(row, "last_used"),
        Moments.find(row, "revoked"),
        GrantRows.KEYS.of(handle, id));
  }
}
