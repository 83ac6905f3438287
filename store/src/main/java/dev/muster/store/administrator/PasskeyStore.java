package dev.muster.store.administrator;

import dev.muster.store.Database;
import dev.muster.store.Moments;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/// The passkeys of administrators.
public final class PasskeyStore {
  private static final String SELECT =
      """
      SELECT credential, administrator_id, user_handle, public_key, signatures, name, created, last_used
      FROM passkeys
      """;

  private final Database database;

  public PasskeyStore(Database database) {
    this.database = database;
  }

  /// Keeps a new one; false if the credential is known already, whoever has it.
  public boolean add(Passkey passkey) {
    var sql =
        """
        INSERT INTO passkeys (credential, administrator_id, user_handle, public_key, signatures, name, created)
        VALUES (:credential, :administrator, :handle, :key, :signatures, :name, :created)
        ON CONFLICT (credential) DO NOTHING
        """;
    return database.write(
            AdministratorStore.PLATFORM,
            handle ->
                handle
                    .createUpdate(sql)
                    .bind("credential", passkey.credential())
                    .bind("administrator", passkey.administrator())
                    .bind("handle", passkey.userHandle())
                    .bind("key", passkey.publicKey())
                    .bind("signatures", passkey.signatures())
                    .bind("name", passkey.name())
                    .bind("created", Moments.micros(passkey.created()))
                    .execute())
        == 1;
  }

  public Optional<Passkey> find(String credential) {
    return list("WHERE credential = :value", credential).stream().findFirst();
  }

  /// Those of the account that authenticators know by a handle.
  public List<Passkey> ofHandle(String userHandle) {
    return list("WHERE user_handle = :value ORDER BY created", userHandle);
  }

  /// Somebody's passkeys, the oldest first.
  public List<Passkey> of(long administrator) {
    return list("WHERE administrator_id = :value ORDER BY created", administrator);
  }

  /// Writes down that it was used.
  public void used(String credential, long signatures, Instant now) {
    var sql =
        "UPDATE passkeys SET signatures = :signatures, last_used = :now WHERE credential = :credential";
    database.write(
        AdministratorStore.PLATFORM,
        handle ->
            handle
                .createUpdate(sql)
                .bind("credential", credential)
                .bind("signatures", signatures)
                .bind("now", Moments.micros(now))
                .execute());
  }

  /// Removes one of somebody's; false if they have none such.
  public boolean remove(long administrator, String credential) {
    var sql = "DELETE FROM passkeys WHERE credential = :credential AND administrator_id = :id";
    return database.write(
            AdministratorStore.PLATFORM,
            handle ->
                handle
                    .createUpdate(sql)
                    .bind("credential", credential)
                    .bind("id", administrator)
                    .execute())
        == 1;
  }

  private List<Passkey> list(String condition, Object value) {
    return database.read(handle ->
        handle
            .createQuery(SELECT + condition)
            .bind("value", value)
            .map(PasskeyStore::passkey)
            .list());
  }

  private static Passkey passkey(ResultSet row, StatementContext context) throws SQLException {
    return new Passkey(
        row.getString("credential"),
        row.getLong("administrator_id"),
        row.getString("user_handle"),
        row.getString("public_key"),
        row.getLong("signatures"),
        row.getString("name"),
        Moments.ofMicros(row.getLong("created")),
        Moments.find(row, "last_used"));
  }
}
