package dev.muster.store.resource;

import java.time.Instant;
import java.util.Optional;

/// What is kept of a user's password.
///
/// @param hash an Argon2id hash in PHC string format
/// @param setBy what sort of somebody gave it to them
/// @param expires when it ends; empty for one that lasts
public record KeptPassword(
    String hash, Origin.Kind setBy, Instant changed, Optional<Instant> expires) {

  @Override
  public String toString() {
    return "KeptPassword[by %s at %s]".formatted(setBy, changed);
  }
}
