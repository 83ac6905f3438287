package dev.muster.store.tenant;

import dev.muster.scim.provider.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// A client that gets access tokens by OAuth's client credentials grant (RFC 6749 §4.4).
///
/// @param scopes what it may ask for
/// @param tokenLifetime how long its access tokens work
/// @param federation whose signed assertions it may send in place of a secret (RFC 7523); the
///   server knows what it means; not to be modified
/// @param secrets oldest first; several work at once, so that they can be rotated
public record OAuthClient(
    TenantId tenant,
    String id,
    String name,
    Set<Scope> scopes,
    Duration tokenLifetime,
    Optional<ObjectNode> federation,
    Instant created,
    List<Secret> secrets) {

  public OAuthClient {
    scopes = Set.copyOf(scopes);
    secrets = List.copyOf(secrets);
  }

  /// A client secret, as it is kept: by its digest.
  ///
  /// @param hash SHA-256 of the secret, in hex
  public record Secret(long id, String hash, Instant created, Optional<Instant> expires) {

    /// Whether it still works at a moment.
    public boolean isLive(Instant now) {
      return expires.isEmpty() || now.isBefore(expires.get());
    }
  }
}
