package dev.muster.store.signin;

import dev.muster.store.Database;
import dev.muster.store.Moments;
import dev.muster.store.administrator.AdministratorStore;
import dev.muster.store.signin.Session.Proof;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/// Sessions, and links that work once.
public final class SessionStore {
  private static final String SELECT =
      "SELECT hash, tenant_id, account_id, address, agent, proof, created, last_seen FROM sessions ";

  private final Database database;

  public SessionStore(Database database) {
    this.database = database;
  }

  public void add(Session session) {
    var sql =
        """
        INSERT INTO sessions (hash, tenant_id, account_id, address, agent, proof, created, last_seen)
        VALUES (:hash, :tenant, :account, :address, :agent, :proof, :created, :seen)
        """;
    database.write(
        AdministratorStore.PLATFORM,
        handle ->
            handle
                .createUpdate(sql)
                .bind("hash", session.hash())
                .bind("tenant", session.account().tenant())
                .bind("account", session.account().id())
                .bind("address", session.address())
                .bind("agent", session.agent())
                .bind("proof", session.proof().word())
                .bind("created", Moments.micros(session.created()))
                .bind("seen", Moments.micros(session.lastSeen()))
                .execute());
  }

  public Optional<Session> find(String hash) {
    return database.read(handle ->
        handle
            .createQuery(SELECT + "WHERE hash = :hash")
            .bind("hash", hash)
            .map(SessionStore::session)
            .findOne());
  }

  /// Somebody's sessions, the newest first.
  public List<Session> of(Account account) {
    return database.read(handle ->
        handle
            .createQuery(
                SELECT
                    + "WHERE tenant_id = :tenant AND account_id = :account ORDER BY created DESC")
            .bind("tenant", account.tenant())
            .bind("account", account.id())
            .map(SessionStore::session)
            .list());
  }

  public void seen(String hash, Instant now) {
    execute("UPDATE sessions SET last_seen = :at WHERE hash = :hash", hash, now);
  }

  public void end(String hash) {
    database.write(
        AdministratorStore.PLATFORM,
        handle ->
            handle
                .createUpdate("DELETE FROM sessions WHERE hash = :hash")
                .bind("hash", hash)
                .execute());
  }

  /// Ends all of somebody's sessions but one.
  public void endOthers(Account account, String hash) {
    database.write(
        AdministratorStore.PLATFORM,
        handle ->
            handle
                .createUpdate(
                    "DELETE FROM sessions WHERE tenant_id = :tenant AND account_id = :account AND hash <> :hash")
                .bind("tenant", account.tenant())
                .bind("account", account.id())
                .bind("hash", hash)
                .execute());
  }

  /// Ends all of somebody's sessions, in a transaction that does more.
  public static void endAll(Handle handle, Account account) {
    handle
        .createUpdate("DELETE FROM sessions WHERE tenant_id = :tenant AND account_id = :account")
        .bind("tenant", account.tenant())
        .bind("account", account.id())
        .execute();
  }

  /// Forgets sessions that nobody can use any more, and links that have expired.
  public void sweep(Instant begunBefore, Instant idleSince, Instant now) {
    database.write(
        AdministratorStore.PLATFORM,
        handle -> {
          handle
              .createUpdate("DELETE FROM sessions WHERE created < :begun OR last_seen < :idle")
              .bind("begun", Moments.micros(begunBefore))
              .bind("idle", Moments.micros(idleSince))
              .execute();
          return handle
              .createUpdate("DELETE FROM setup_links WHERE expires < :now")
              .bind("now", Moments.micros(now))
              .execute();
        });
  }

  /// Puts a link in the place of those before it.
  public void putLink(String hash, Instant expires) {
    database.write(
        AdministratorStore.PLATFORM,
        handle -> {
          handle.createUpdate("DELETE FROM setup_links").execute();
          return handle
              .createUpdate("INSERT INTO setup_links (hash, expires) VALUES (:hash, :expires)")
              .bind("hash", hash)
              .bind("expires", Moments.micros(expires))
              .execute();
        });
  }

  /// Whether a link is good, without using it up.
  public boolean isLink(String hash, Instant now) {
    return database.read(handle ->
        handle
            .createQuery("SELECT 1 FROM setup_links WHERE hash = :hash AND expires > :now")
            .bind("hash", hash)
            .bind("now", Moments.micros(now))
            .mapTo(Integer.class)
            .findOne()
            .isPresent());
  }

  /// Uses a link up; false if it is not good any more.
  public boolean takeLink(String hash, Instant now) {
    return execute("DELETE FROM setup_links WHERE hash = :hash AND expires > :at", hash, now) == 1;
  }

  private int execute(String sql, String hash, Instant at) {
    return database.write(
        AdministratorStore.PLATFORM,
        handle ->
            handle.createUpdate(sql).bind("hash", hash).bind("at", Moments.micros(at)).execute());
  }

  private static Session session(ResultSet row, StatementContext context) throws SQLException {
    return new Session(
        row.getString("hash"),
        new Account(row.getLong("tenant_id"), row.getString("account_id")),
        row.getString("address"),
        row.getString("agent"),
        Proof.of(row.getString("proof")),
        Moments.ofMicros(row.getLong("created")),
        Moments.ofMicros(row.getLong("last_seen")));
  }
}
