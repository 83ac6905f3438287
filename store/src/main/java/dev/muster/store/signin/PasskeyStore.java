package dev.muster.store.signin;

import dev.muster.store.Database;
import dev.muster.store.Moments;
import dev.muster.store.administrator.AdministratorStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/// The passkeys of administrators and of people.
public final class PasskeyStore {
  private static final String SELECT =
      """
      SELECT credential, tenant_id, account_id, user_handle, public_key, signatures, name, created, last_used
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
        INSERT INTO passkeys (credential, tenant_id, account_id, user_handle, public_key, signatures, name, created)
        VALUES (:credential, :tenant, :account, :handle, :key, :signatures, :name, :created)
        ON CONFLICT (credential) DO NOTHING
        """;
    return database.write(
            AdministratorStore.PLATFORM,
            handle ->
                handle
                    .createUpdate(sql)
                    .bind("credential", passkey.credential())
                    .bind("tenant", passkey.account().tenant())
                    .bind("account", passkey.account().id())
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
  public List<Passkey> of(Account account) {
    return database.read(handle ->
        handle
            .createQuery(
                SELECT + "WHERE tenant_id = :tenant AND account_id = :account ORDER BY created")
            .bind("tenant", account.tenant())
            .bind("account", account.id())
            .map(PasskeyStore::passkey)
            .list());
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
  public boolean remove(Account account, String credential) {
    var sql =
        """
        DELETE FROM passkeys
        WHERE credential = :credential AND tenant_id = :tenant AND account_id = :account
        """;
    return database.write(
            AdministratorStore.PLATFORM,
            handle ->
                handle
                    .createUpdate(sql)
                    .bind("credential", credential)
                    .bind("tenant", account.tenant())
                    .bind("account", account.id())
                    .execute())
        == 1;
  }

  /// Removes all of somebody's; how many.
  public int removeAll(Account account) {
    return database.write(AdministratorStore.PLATFORM, handle -> removeAll(handle, account));
  }

  /// Removes all of somebody's, in a transaction that does more; how many.
  public static int removeAll(Handle handle, Account account) {
    return handle
        .createUpdate("DELETE FROM passkeys WHERE tenant_id = :tenant AND account_id = :account")
        .bind("tenant", account.tenant())
        .bind("account", account.id())
        .execute();
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
        new Account(row.getLong("tenant_id"), row.getString("account_id")),
        row.getString("user_handle"),
        row.getString("public_key"),
        row.getLong("signatures"),
        row.getString("name"),
        Moments.ofMicros(row.getLong("created")),
        Moments.find(row, "last_used"));
  }
}
