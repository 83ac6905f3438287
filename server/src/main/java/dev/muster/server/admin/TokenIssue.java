package dev.muster.server.admin;

import dev.muster.scim.provider.TenantId;
import dev.muster.server.secrets.Tokens;
import dev.muster.store.tenant.AccessToken;
import dev.muster.store.tenant.TenantStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// Makes tokens for tenants' SCIM endpoints. The token itself is handed out once and kept nowhere.
public final class TokenIssue {
  private final TenantStore tenants;
  private final Tokens tokens;
  private final Clock clock;

  public TokenIssue(TenantStore tenants, Tokens tokens, Clock clock) {
    this.tenants = tenants;
    this.tokens = tokens;
    this.clock = clock;
  }

  Issued issue(TenantId tenant, String name, Optional<Duration> lifetime) {
    var secret = tokens.newTenantToken();
    var now = clock.instant();
    var kept = tenants.addToken(tenant, name, Tokens.hash(secret), now, lifetime.map(now::plus));
    return new Issued(kept, secret);
  }

  /// A new token as it is kept, and as the client has to send it.
  record Issued(AccessToken token, String secret) {}
}
