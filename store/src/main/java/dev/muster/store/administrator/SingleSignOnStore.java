package dev.muster.store.administrator;

import dev.muster.store.Database;
import dev.muster.store.Moments;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/// The identity provider that administrators come from, and whom it means.
public final class SingleSignOnStore {
  private final Database database;

  public SingleSignOnStore(Database database) {
    this.database = database;
  }

  /// How the identity provider is reached.
  ///
  /// @param settings JSON without the secret
  /// @param sealedSecret the client secret, encrypted
  public record Kept(String settings, String sealedSecret) {}

  /// Somebody at an identity provider.
  ///
  /// @param madeForIt whether the administrator was made at the first sign-in there
  public record Identity(String issuer, String subject, long administrator, boolean madeForIt) {}

  /// What is kept; empty when there is no single sign-on.
  public Optional<Kept> find() {
    return database.read(handle ->
        handle
            .createQuery("SELECT settings, sealed_secret FROM single_sign_on WHERE number = 1")
            .map((row, context) ->
                new Kept(row.getString("settings"), row.getString("sealed_secret")))
            .findOne());
  }

  /// Keeps it in the place of what was there.
  public void put(Kept kept, Instant now) {
    var sql =
        """
        INSERT INTO single_sign_on (number, settings, sealed_secret, changed)
        VALUES (1, :settings, :secret, :now)
        ON CONFLICT (number) DO UPDATE
        SET settings = excluded.settings, sealed_secret = excluded.sealed_secret,
            changed = excluded.changed
        """;
    database.write(
        AdministratorStore.PLATFORM,
        handle ->
            handle
                .createUpdate(sql)
                .bind("settings", kept.settings())
                .bind("secret", kept.sealedSecret())
                .bind("now", Moments.micros(now))
                .execute());
  }

  /// Forgets it; false when there is none. Whom it meant is kept, for when it comes back.
  public boolean remove() {
    return database.write(
            AdministratorStore.PLATFORM,
            handle -> handle.createUpdate("DELETE FROM single_sign_on").execute())
        == 1;
  }

  /// Whom an issuer means by a subject.
  public Optional<Identity> find(String issuer, String subject) {
    return database.read(handle ->
        handle
            .createQuery(
                "SELECT * FROM administrator_identities WHERE issuer = :issuer AND subject = :subject")
            .bind("issuer", issuer)
            .bind("subject", subject)
            .map(SingleSignOnStore::identity)
            .findOne());
  }

  /// An administrator's identities.
  public List<Identity> of(long administrator) {
    return database.read(handle ->
        handle
            .createQuery(
                "SELECT * FROM administrator_identities WHERE administrator_id = :id ORDER BY created")
            .bind("id", administrator)
            .map(SingleSignOnStore::identity)
            .list());
  }

  /// Says whom an issuer means; false when it means somebody by that subject already.
  public boolean link(Identity identity, Instant now) {
    var sql =
        """
        INSERT INTO administrator_identities
          (issuer, subject, administrator_id, made_for_it, created)
        VALUES (:issuer, :subject, :administrator, :made, :now)
        ON CONFLICT (issuer, subject) DO NOTHING
        """;
    return database.write(
            AdministratorStore.PLATFORM,
            handle ->
                handle
                    .createUpdate(sql)
                    .bind("issuer", identity.issuer())
                    .bind("subject", identity.subject())
                    .bind("administrator", identity.administrator())
                    .bind("made", identity.madeForIt())
                    .bind("now", Moments.micros(now))
                    .execute())
        == 1;
  }

  /// Takes all of an administrator's identities away, and returns how many there were.
  public int unlink(long administrator) {
    return database.write(
        AdministratorStore.PLATFORM,
        handle ->
            handle
                .createUpdate("DELETE FROM administrator_identities WHERE administrator_id = :id")
                .bind("id", administrator)
                .execute());
  }

  private static Identity identity(ResultSet row, StatementContext context) throws SQLException {
    return new Identity(
        row.getString("issuer"),
        row.getString("subject"),
        row.getLong("administrator_id"),
        row.getBoolean("made_for_it"));
  }
}
