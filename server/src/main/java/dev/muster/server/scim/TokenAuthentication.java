package dev.muster.server.scim;

import dev.muster.server.access.ExternalTokens;
import dev.muster.server.access.TokenUses;
import dev.muster.server.http.BearerToken;
import dev.muster.server.http.HttpException;
import dev.muster.server.secrets.Tokens;
import dev.muster.server.tenant.LiveTenants;
import dev.muster.store.tenant.AccessToken;
import dev.muster.store.tenant.Tenant;
import dev.muster.store.tenant.TokenStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Lets a request in whose bearer token belongs to the tenant that it names (RFC 6750, RFC 7644
/// §2). A token of another tenant, an unknown one and an unknown tenant get the same answer, so
/// nobody learns who else is a customer.
///
/// Tokens found are remembered for five seconds: so long a token may still work after it was
/// removed at another replica of the server.
public final class TokenAuthentication {
  private static final Duration REMEMBERED = Duration.ofSeconds(5);
  private static final int MOST_REMEMBERED = 10_000;
  private static final String REFUSED =
      "the bearer token is missing, unknown or expired, or belongs to another tenant";

  private final TokenStore tokens;
  private final ExternalTokens signed;
  private final LiveTenants live;
  private final TokenUses uses;
  private final Clock clock;
  private final ConcurrentHashMap<String, Known> known = new ConcurrentHashMap<>();

  public TokenAuthentication(
      TokenStore tokens, ExternalTokens signed, LiveTenants live, TokenUses uses, Clock clock) {
    this.tokens = tokens;
    this.signed = signed;
    this.live = live;
    this.uses = uses;
    this.clock = clock;
  }

  /// Who asks, if the header carries a token of the tenant of that name; of any tenant, if there is
  /// no name. Throws 401 otherwise.
  public Identity require(Optional<String> tenant, Optional<String> authorization) {
    var token = authorization.flatMap(BearerToken::find);
    var now = clock.instant();
    var identity =
        token
            .flatMap(t -> find(tenant, t, now))
            .filter(known -> known.token().isLive(now))
            .flatMap(this::identity)
            .filter(found -> tenant.isEmpty() || found.tenant().name().equals(tenant.get()))
            .orElseThrow(() -> HttpException.unauthorized(token.isPresent(), REFUSED));
    uses.note(identity.token(), now);
    return identity;
  }

  /// Forgets what is remembered: a token that was just removed is refused at once.
  public void forget() {
    known.clear();
  }

  private Optional<Identity> identity(Known known) {
    return live.find(known.token().tenant())
        .filter(tenant -> tenant.tenant().status() != Tenant.Status.DELETING)
        .map(tenant -> new Identity(tenant, known.token()));
  }

  private Optional<Known> find(Optional<String> tenant, String token, Instant now) {
    var hash = Tokens.hash(token);
    if (ExternalTokens.mayBe(token)) {
      // Several tenants may believe in the same issuer, each in its own way.
      return tenant.flatMap(name ->
          find(name + " " + hash, now, () -> live.find(name).flatMap(t -> signed.find(t, token))));
    }
    return find(hash, now, () -> tokens.find(hash));
  }

  private Optional<Known> find(String key, Instant now, Supplier<Optional<AccessToken>> source) {
    var remembered = known.get(key);
    if (remembered != null && now.isBefore(remembered.until())) {
      return Optional.of(remembered);
    }
    var found = source.get().map(token -> new Known(token, now.plus(REMEMBERED)));
    found.ifPresentOrElse(fresh -> remember(key, fresh), () -> known.remove(key));
    return found;
  }

  private void remember(String key, Known fresh) {
    if (known.size() >= MOST_REMEMBERED) {
      known.clear();
    }
    known.put(key, fresh);
  }

  private record Known(AccessToken token, Instant until) {}
}
