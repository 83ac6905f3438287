package dev.muster.store.tenant;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// A token to keep.
///
/// @param hash SHA-256 of the token, in hex
public record NewToken(
    String name,
    String hash,
    Set<Scope> scopes,
    Optional<String> user,
    Optional<String> client,
    Optional<Instant> expires) {

  public NewToken {
    scopes = Set.copyOf(scopes);
  }
}
