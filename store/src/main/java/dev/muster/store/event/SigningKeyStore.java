package dev.muster.store.event;

import dev.muster.scim.provider.TenantId;
import dev.muster.store.Database;
import dev.muster.store.Moments;
import dev.muster.store.NamedStatement;
import java.time.Instant;
import java.util.List;

/// The keys that sign security event tokens. Servers that share a database share them.
public final class SigningKeyStore {
  private static final TenantId NO_TENANT = new TenantId(0);

  private final Database database;

  public SigningKeyStore(Database database) {
    this.database = database;
  }

  /// A key.
  ///
  /// @param publicKey as a JWK, to be published
  /// @param sealedKey the private one, sealed
  public record SigningKey(String id, String publicKey, String sealedKey, Instant created) {}

  /// All keys, the newest first.
  public List<SigningKey> keys() {
    var select =
        """
        SELECT key_id, public_key, sealed_key, created FROM signing_keys
        ORDER BY created DESC, key_id
        """;
    return database.readDirectly(connection ->
        new NamedStatement(connection, select)
            .map(row ->
                new SigningKey(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    Moments.ofMicros(row.getLong(4))))
            .list());
  }

  public void add(SigningKey key) {
    var insert =
        """
        INSERT INTO signing_keys (key_id, public_key, sealed_key, created)
        VALUES (:id, :public, :sealed, :created)
        """;
    database.write(
        NO_TENANT,
        handle ->
            new NamedStatement(handle.getConnection(), insert)
                .bind("id", key.id())
                .bind("public", key.publicKey())
                .bind("sealed", key.sealedKey())
                .bind("created", Moments.micros(key.created()))
                .execute());
  }
}
