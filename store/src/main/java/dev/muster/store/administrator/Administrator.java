package dev.muster.store.administrator;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Somebody who may sign in to the console.
///
/// @param email in lower case: the name to sign in with
/// @param passwordHash in PHC string format; never part of [#toString]
/// @param failures wrong passwords in a row
/// @param lockedUntil until when no password is looked at
public record Administrator(
    long id,
    String email,
    String name,
    String passwordHash,
    boolean suspended,
    int failures,
    Optional<Instant> lockedUntil,
    Instant created,
    Optional<Instant> lastSignIn,
    List<Grant> grants) {

  public Administrator {
    grants = List.copyOf(grants);
  }

  @Override
  public String toString() {
    return "Administrator[" + email + "]";
  }
}
