package dev.muster.server.scim;

import dev.muster.server.tenant.LiveTenant;
import dev.muster.store.tenant.AccessToken;
import dev.muster.store.tenant.Scope;
import java.util.Optional;
import java.util.Set;

/// Who asks: the security subject of a request (RFC 7644 §2).
public record Identity(LiveTenant tenant, AccessToken token) {

  /// The user that the token acts for; what `/Me` stands for.
  public Optional<String> userId() {
    return token.user();
  }

  /// What the token allows.
  public Set<Scope> scopes() {
    return token.scopes();
  }
}
