package dev.muster.server.scim;

import dev.muster.server.tenant.LiveTenant;
import dev.muster.store.tenant.AccessToken;
import java.util.Optional;

/// Who asks: the security subject of a request (RFC 7644 §2).
public record Identity(LiveTenant tenant, AccessToken token) {

  /// The user that the token acts for; what `/Me` stands for.
  public Optional<String> userId() {
    return Optional.empty();
  }
}
