package dev.muster.store.signin;

import dev.muster.store.Database;
import dev.muster.store.Moments;
import dev.muster.store.administrator.AdministratorStore;
import java.time.Instant;
import java.util.Optional;

/// What a browser was asked for, and has to answer once and soon: a passkey's signature, a code,
/// the way back from an identity provider. It is kept here, so that the answer may reach another
/// server.
public final class CeremonyStore {
  private final Database database;

  public CeremonyStore(Database database) {
    this.database = database;
  }

  /// Keeps one.
  ///
  /// @param hash SHA-256 of the browser's cookie, in hex
  /// @param kind what it is for: it is of no use for anything else
  public void put(String hash, String kind, String content, Instant expires) {
    var sql =
        "INSERT INTO ceremonies (hash, kind, content, expires) VALUES (:hash, :kind, :content, :expires)";
    database.write(
        AdministratorStore.PLATFORM,
        handle ->
            handle
                .createUpdate(sql)
                .bind("hash", hash)
                .bind("kind", kind)
                .bind("content", content)
                .bind("expires", Moments.micros(expires))
                .execute());
  }

  /// Takes one; empty if there is none of that kind, it was taken before, or it has expired.
  public Optional<String> take(String hash, String kind, Instant now) {
    var sql =
        "DELETE FROM ceremonies WHERE hash = :hash AND kind = :kind AND expires > :now RETURNING content";
    return database.write(
        AdministratorStore.PLATFORM,
        handle ->
            handle
                .createQuery(sql)
                .bind("hash", hash)
                .bind("kind", kind)
                .bind("now", Moments.micros(now))
                .mapTo(String.class)
                .findOne());
  }

  /// What one holds, without taking it.
  public Optional<String> find(String hash, String kind, Instant now) {
    return database.read(handle ->
        handle
            .createQuery(
                "SELECT content FROM ceremonies WHERE hash = :hash AND kind = :kind AND expires > :now")
            .bind("hash", hash)
            .bind("kind", kind)
            .bind("now", Moments.micros(now))
            .mapTo(String.class)
            .findOne());
  }

  /// Forgets those that nobody answered.
  public void sweep(Instant now) {
    database.write(
        AdministratorStore.PLATFORM,
        handle ->
            handle
                .createUpdate("DELETE FROM ceremonies WHERE expires <= :now")
                .bind("now", Moments.micros(now))
                .execute());
  }
}
