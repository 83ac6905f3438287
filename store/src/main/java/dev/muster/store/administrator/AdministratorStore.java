package dev.muster.store.administrator;

import dev.muster.scim.provider.TenantId;
import dev.muster.store.Database;
import dev.muster.store.Moments;
import dev.muster.store.signin.Account;
import dev.muster.store.signin.PasskeyStore;
import dev.muster.store.signin.SessionStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The administrators.
public final class AdministratorStore {
  public static final TenantId PLATFORM = new TenantId(0);

  private static final String SELECT =
      """
      SELECT administrator_id, email, name, password_hash, suspended, failures, locked_until, created, last_sign_in
      FROM administrators
      """;

  private final Database database;

  public AdministratorStore(Database database) {
    this.database = database;
  }

  /// Adds somebody; empty if that address is taken.
  public Optional<Administrator> add(
      String email, String name, String passwordHash, List<Grant> grants, Instant now) {
    var sql =
        """
        INSERT INTO administrators (email, name, password_hash, created)
        VALUES (:email, :name, :hash, :now)
        ON CONFLICT (email) DO NOTHING
        RETURNING administrator_id
        """;
    return database.write(
        PLATFORM,
        handle -> {
          var id =
              handle
                  .createQuery(sql)
                  .bind("email", email)
                  .bind("name", name)
                  .bind("hash", passwordHash)
                  .bind("now", Moments.micros(now))
                  .mapTo(Long.class)
                  .findOne();
          id.ifPresent(added -> GrantRows.ADMINISTRATORS.put(handle, added, grants));
          return id.flatMap(added -> find(handle, added));
        });
  }

  public Optional<Administrator> find(long id) {
    return database.read(handle -> find(handle, id));
  }

  /// Whoever signs in with that address.
  ///
  /// @param email in lower case
  public Optional<Administrator> find(String email) {
    return database.read(handle ->
        handle
            .createQuery(SELECT + "WHERE email = :email")
            .bind("email", email)
            .map((row, context) -> administrator(handle, row))
            .findOne());
  }

  public List<Administrator> all() {
    return database.read(handle ->
        handle
            .createQuery(SELECT + "ORDER BY email")
            .map((row, context) -> administrator(handle, row))
            .list());
  }

  /// Whether nobody has been made an administrator yet.
  public boolean isEmpty() {
    return database.read(handle ->
        handle
            .createQuery("SELECT 1 FROM administrators LIMIT 1")
            .mapTo(Integer.class)
            .findOne()
            .isEmpty());
  }

  /// Replaces what somebody may do.
  public void grant(long id, List<Grant> grants) {
    database.write(
        PLATFORM,
        handle -> {
          handle
              .createUpdate("DELETE FROM administrator_grants WHERE administrator_id = :id")
              .bind("id", id)
              .execute();
          GrantRows.ADMINISTRATORS.put(handle, id, grants);
          return id;
        });
  }

  /// Writes down a sign-in that worked.
  public void signedIn(long id, Instant now) {
    update(
        "UPDATE administrators SET failures = 0, locked_until = NULL, last_sign_in = :at WHERE administrator_id = :id",
        id,
        now);
  }

  /// Counts an attempt before it is looked at: many at once are not more than one after another.
  ///
  /// @param failures how many there were: false if there has been another attempt since
  /// @param until when the next one is looked at
  public boolean attempt(long id, int failures, Instant until) {
    var sql =
        """
        UPDATE administrators SET failures = :failures + 1, locked_until = :until
        WHERE administrator_id = :id AND failures = :failures
        """;
    return database.write(
            PLATFORM,
            handle ->
                handle
                    .createUpdate(sql)
                    .bind("id", id)
                    .bind("failures", failures)
                    .bind("until", Moments.micros(until))
                    .execute())
        == 1;
  }

  /// Takes back an attempt that was right, unless there was another one since.
  ///
  /// @param failures how many there were before it
  public void forgive(long id, int failures) {
    var sql =
        """
        UPDATE administrators SET failures = :failures, locked_until = NULL
        WHERE administrator_id = :id AND failures = :failures + 1
        """;
    database.write(
        PLATFORM,
        handle -> handle.createUpdate(sql).bind("id", id).bind("failures", failures).execute());
  }

  /// Another password; sessions are ended by whoever changes it.
  public void changePassword(long id, String passwordHash) {
    database.write(
        PLATFORM,
        handle ->
            handle
                .createUpdate(
                    "UPDATE administrators SET password_hash = :hash WHERE administrator_id = :id")
                .bind("hash", passwordHash)
                .bind("id", id)
                .execute());
  }

  /// Removes somebody with grants and sessions; false if there is nobody of that id.
  public boolean remove(long id) {
    return database.write(
        PLATFORM,
        handle -> {
          PasskeyStore.removeAll(handle, Account.administrator(id));
          SessionStore.endAll(handle, Account.administrator(id));
          return deleteRows(
                  handle,
                  List.of(
                      "administrator_grants", "second_factors", "recovery_codes", "administrators"),
                  id)
              == 1;
        });
  }

  /// Deletes somebody's rows from some tables; how many there were in the last.
  static int deleteRows(Handle handle, List<String> tables, long id) {
    var deleted = 0;
    for (var table : tables) {
      deleted =
          handle
              .createUpdate("DELETE FROM " + table + " WHERE administrator_id = :id")
              .bind("id", id)
              .execute();
    }
    return deleted;
  }

  private void update(String sql, long id, Instant at) {
    database.write(
        PLATFORM,
        handle -> handle.createUpdate(sql).bind("id", id).bind("at", Moments.micros(at)).execute());
  }

  private static Optional<Administrator> find(Handle handle, long id) {
    return handle
        .createQuery(SELECT + "WHERE administrator_id = :id")
        .bind("id", id)
        .map((row, context) -> administrator(handle, row))
        .findOne();
  }

  private static Administrator administrator(Handle handle, ResultSet row) throws SQLException {
    var id = row.getLong("administrator_id");
    return new Administrator(
        id,
        row.getString("email"),
        row.getString("name"),
        row.getString("password_hash"),
        row.getInt("suspended") != 0,
        row.getInt("failures"),
        Moments.find(row, "locked_until"),
        Moments.ofMicros(row.getLong("created")),
        Moments.find(row, "last_sign_in"),
        GrantRows.ADMINISTRATORS.of(handle, id));
  }
}
