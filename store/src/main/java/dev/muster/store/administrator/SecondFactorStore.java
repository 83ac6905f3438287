package dev.muster.store.administrator;

import dev.muster.store.Database;
import dev.muster.store.Moments;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The second factors of administrators: the secret that makes codes, and recovery codes.
public final class SecondFactorStore {
  private final Database database;

  public SecondFactorStore(Database database) {
    this.database = database;
  }

  /// Gives somebody a second factor in place of what they had.
  ///
  /// @param sealed the secret, encrypted
  /// @param step of the code by which they have shown that it works
  /// @param recovery SHA-256 of each recovery code, in hex
  public void put(
      long administrator, String sealed, long step, List<String> recovery, Instant now) {
    var sql =
        """
        INSERT INTO second_factors (administrator_id, secret, last_step, created)
        VALUES (:id, :secret, :step, :now)
        """;
    database.write(
        AdministratorStore.PLATFORM,
        handle -> {
          AdministratorStore.deleteRows(
              handle, List.of("second_factors", "recovery_codes"), administrator);
          for (var hash : recovery) {
            handle
                .createUpdate(
                    "INSERT INTO recovery_codes (administrator_id, hash) VALUES (:id, :hash)")
                .bind("id", administrator)
                .bind("hash", hash)
                .execute();
          }
          return handle
              .createUpdate(sql)
              .bind("id", administrator)
              .bind("secret", sealed)
              .bind("step", step)
              .bind("now", Moments.micros(now))
              .execute();
        });
  }

  /// The encrypted secret of somebody who has a second factor.
  public Optional<String> find(long administrator) {
    return database.read(handle ->
        handle
            .createQuery("SELECT secret FROM second_factors WHERE administrator_id = :id")
            .bind("id", administrator)
            .mapTo(String.class)
            .findOne());
  }

  /// How many recovery codes are left.
  public int recoveryCodes(long administrator) {
    return database.read(handle ->
        handle
            .createQuery("SELECT count(*) FROM recovery_codes WHERE administrator_id = :id")
            .bind("id", administrator)
            .mapTo(Integer.class)
            .one());
  }

  /// Uses up the code of a time step; false if it, or a later one, was used before.
  public boolean takeStep(long administrator, long step) {
    var sql =
        "UPDATE second_factors SET last_step = :step WHERE administrator_id = :id AND last_step < :step";
    return database.write(
            AdministratorStore.PLATFORM,
            handle ->
                handle.createUpdate(sql).bind("id", administrator).bind("step", step).execute())
        == 1;
  }

  /// Uses up a recovery code; false if there is none such.
  public boolean takeRecoveryCode(long administrator, String hash) {
    var sql = "DELETE FROM recovery_codes WHERE administrator_id = :id AND hash = :hash";
    return database.write(
            AdministratorStore.PLATFORM,
            handle ->
                handle.createUpdate(sql).bind("id", administrator).bind("hash", hash).execute())
        == 1;
  }

  /// Takes somebody's second factor away; false if they have none.
  public boolean remove(long administrator) {
    return database.write(
        AdministratorStore.PLATFORM,
        handle ->
            AdministratorStore.deleteRows(
                    handle, List.of("recovery_codes", "second_factors"), administrator)
                == 1);
  }
}
