package dev.muster.store.job;

import static dev.muster.store.job.JobSql.OF_JOB;

import dev.muster.provisioning.job.JobId;
import dev.muster.scim.provider.TenantId;
import dev.muster.store.Database;
import dev.muster.store.Moments;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Temporary passwords of new accounts, encrypted, until they are fetched or expire.
public final class InitialPasswordStore {
  private final Database database;

  public InitialPasswordStore(Database database) {
    this.database = database;
  }

  /// A password that waits.
  ///
  /// @param account whose it is: the user name in the application
  /// @param linked whether somebody can fetch it by a link
  public record Waiting(String account, boolean linked, Instant expires) {}

  /// A password that was fetched, and is kept no longer.
  public record Taken(JobId job, String account, String sealedPassword) {}

  /// Keeps a password; an earlier one of the account, and its link, are forgotten.
  public void put(JobId job, String account, String sealedPassword, Instant expires) {
    database.write(
        job.tenant(),
        handle ->
            new JobSql(handle, database.dialect(), job)
                .update(
                    """
                    INSERT INTO initial_passwords
                      (tenant_id, job_id, account, sealed_password, expires)
                    VALUES (:tenant, :job, :account, :password, :expires)
                    ON CONFLICT (tenant_id, job_id, account) DO UPDATE
                    SET link_hash = NULL, sealed_password = excluded.sealed_password,
                      expires = excluded.expires
                    """)
                .bind("account", account)
                .bind("password", sealedPassword)
                .bind("expires", Moments.micros(expires))
                .execute());
  }

  /// Forgets the password of an account.
  public void remove(JobId job, String account) {
    database.write(
        job.tenant(),
        handle ->
            new JobSql(handle, database.dialect(), job)
                .update("DELETE FROM initial_passwords WHERE" + OF_JOB + "AND account = :account")
                .bind("account", account)
                .execute());
  }

  /// Passwords that wait, by account.
  public List<Waiting> waiting(JobId job, Instant now, int limit) {
    return database.read(handle ->
        new JobSql(handle, database.dialect(), job)
            .query(
                "SELECT account, link_hash, expires FROM initial_passwords WHERE"
                    + OF_JOB
                    + "AND expires > :now ORDER BY account LIMIT :limit")
            .bind("now", Moments.micros(now))
            .bind("limit", limit)
            .map((row, c) ->
                new Waiting(
                    row.getString(1), row.getString(2) != null, Moments.ofMicros(row.getLong(3))))
            .list());
  }

  /// Gives a password a link, in place of the one that it had.
  ///
  /// @param hash of the link's secret
  /// @return whether a password of the account waits
  public boolean link(JobId job, String account, String hash, Instant now) {
    var changed =
        database.write(
            job.tenant(),
            handle ->
                new JobSql(handle, database.dialect(), job)
                    .update(
                        "UPDATE initial_passwords SET link_hash = :hash WHERE"
                            + OF_JOB
                            + "AND account = :account AND expires > :now")
                    .bind("hash", hash)
                    .bind("account", account)
                    .bind("now", Moments.micros(now))
                    .execute());
    return changed > 0;
  }

  /// Whose password waits at a link.
  public Optional<Taken> find(String hash, Instant now) {
    return database.read(handle -> find(handle, hash, now));
  }

  /// Fetches the password at a link, once: of two who ask, one gets it.
  public Optional<Taken> take(String hash, Instant now) {
    return find(hash, now)
        .flatMap(waiting ->
            database.write(
                waiting.job().tenant(),
                handle ->
                    handle
                                .createUpdate(
                                    "DELETE FROM initial_passwords WHERE link_hash = :hash")
                                .bind("hash", hash)
                                .execute()
                            == 1
                        ? Optional.of(waiting)
                        : Optional.<Taken>empty()));
  }

  /// Forgets passwords that nobody fetched in time.
  public void sweep(TenantId tenant, Instant now) {
    database.write(
        tenant,
        handle ->
            handle
                .createUpdate(
                    "DELETE FROM initial_passwords WHERE tenant_id = :tenant AND expires <= :now")
                .bind("tenant", tenant.value())
                .bind("now", Moments.micros(now))
                .execute());
  }

  /// Tenants some of whose passwords have expired.
  public List<TenantId> expired(Instant now) {
    return database.read(handle ->
        handle
            .createQuery("SELECT DISTINCT tenant_id FROM initial_passwords WHERE expires <= :now")
            .bind("now", Moments.micros(now))
            .map((row, c) -> new TenantId(row.getLong(1)))
            .list());
  }

  private static Optional<Taken> find(Handle handle, String hash, Instant now) {
    return handle
        .createQuery(
            """
            SELECT tenant_id, job_id, account, sealed_password FROM initial_passwords
            WHERE link_hash = :hash AND expires > :now
            """)
        .bind("hash", hash)
        .bind("now", Moments.micros(now))
        .map((row, c) -> taken(row))
        .findOne();
  }

  private static Taken taken(ResultSet row) throws SQLException {
    return new Taken(
        new JobId(new TenantId(row.getLong("tenant_id")), row.getLong("job_id")),
        row.getString("account"),
        row.getString("sealed_password"));
  }
}
