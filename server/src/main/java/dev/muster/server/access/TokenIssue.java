package dev.muster.server.access;

import dev.muster.scim.provider.TenantId;
import dev.muster.server.secrets.Tokens;
import dev.muster.store.tenant.AccessToken;
import dev.muster.store.tenant.NewToken;
import dev.muster.store.tenant.OAuthClient;
import dev.muster.store.tenant.Scope;
import dev.muster.store.tenant.TokenStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// Makes tokens for tenants' endpoints. The token itself is handed out once and kept nowhere.
public final class TokenIssue {
  private final TokenStore store;
  private final Tokens tokens;
  private final Clock clock;

  public TokenIssue(TokenStore store, Tokens tokens, Clock clock) {
    this.store = store;
    this.tokens = tokens;
    this.clock = clock;
  }

  /// What a person asks for.
  ///
  /// @param user the user that the token acts for
  /// @param lifetime empty: until it is removed
  public record Wanted(
      String name, Set<Scope> scopes, Optional<String> user, Optional<Duration> lifetime) {

    public Wanted {
      scopes = Set.copyOf(scopes);
    }

    /// A token for SCIM that does not expire.
    public static Wanted scim(String name) {
      return new Wanted(name, Scope.scim(), Optional.empty(), Optional.empty());
    }
  }

  /// A new token as it is kept, and as the client has to send it.
  public record Issued(AccessToken token, String secret) {}

  /// A token that a person has asked for.
  public Issued issue(TenantId tenant, Wanted wanted) {
    return issue(
        tenant, wanted.name(), wanted.scopes(), wanted.user(), Optional.empty(), wanted.lifetime());
  }

  /// A short-lived token for an OAuth client.
  public Issued issue(OAuthClient client, Set<Scope> scopes) {
    return issue(
        client.tenant(),
        client.name(),
        scopes,
        Optional.empty(),
        Optional.of(client.id()),
        Optional.of(client.tokenLifetime()));
  }

  private Issued issue(
      TenantId tenant,
      String name,
      Set<Scope> scopes,
      Optional<String> user,
      Optional<String> client,
      Optional<Duration> lifetime) {
    var secret = tokens.newTenantToken();
    var now = clock.instant();
    var token =
        new NewToken(name, Tokens.hash(secret), scopes, user, client, lifetime.map(now::plus));
    return new Issued(store.add(tenant, token, now), secret);
  }
}
