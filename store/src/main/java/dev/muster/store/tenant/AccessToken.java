package dev.muster.store.tenant;

import dev.muster.scim.provider.TenantId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// A bearer token of a tenant's endpoints, as it is kept: by its digest.
///
/// @param hash SHA-256 of the token, in hex
/// @param user the user that the token acts for: what `/Me` stands for (RFC 7644 §3.11)
/// @param client the OAuth client that it was issued to; empty for a token that a person made
/// @param lastUsed to the minute; empty until its first use
public record AccessToken(
    TenantId tenant,
    long id,
    String name,
    String hash,
    Set<Scope> scopes,
    Optional<String> user,
    Optional<String> client,
    Instant created,
    Optional<Instant> expires,
    Optional<Instant> lastUsed) {

  public AccessToken {
    scopes = Set.copyOf(scopes);
  }

  /// Whether it still works at a moment.
  public boolean isLive(Instant now) {
    return expires.isEmpty() || now.isBefore(expires.get());
  }
}
