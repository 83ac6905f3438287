package dev.muster.server.scim;

import dev.muster.server.http.BearerToken;
import dev.muster.server.http.HttpException;
import dev.muster.server.secrets.Tokens;
import dev.muster.server.tenant.LiveTenants;
import dev.muster.store.tenant.AccessToken;
import dev.muster.store.tenant.TenantStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

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

  private final TenantStore tenants;
  private final LiveTenants live;
  private final Clock clock;
  private final ConcurrentHashMap<String, Known> known = new ConcurrentHashMap<>();

  public TokenAuthentication(TenantStore tenants, LiveTenants live, Clock clock) {
    this.tenants = tenants;
    this.live = live;
    this.clock = clock;
  }

  /// Who asks, if the header carries a token of the tenant of that name. Throws 401 otherwise.
  public Identity require(String name, Optional<String> authorization) {
    var token = authorization.flatMap(BearerToken::find);
    var now = clock.instant();
    return token
        .flatMap(t -> find(Tokens.hash(t), now))
        .filter(known -> known.token().expires().map(now::isBefore).orElse(true))
        .flatMap(this::identity)
        .filter(identity -> identity.tenant().name().equals(name))
        .orElseThrow(() -> HttpException.unauthorized(token.isPresent(), REFUSED));
  }

  /// Forgets what is remembered: a token that was just removed is refused at once.
  public void forget() {
    known.clear();
  }

  private Optional<Identity> identity(Known known) {
    return live.find(known.token().tenant()).map(tenant -> new Identity(tenant, known.token()));
  }

  private Optional<Known> find(String hash, Instant now) {
    var remembered = known.get(hash);
    if (remembered != null && now.isBefore(remembered.until())) {
      return Optional.of(remembered);
    }
    var found = tenants.findToken(hash).map(token -> new Known(token, now.plus(REMEMBERED)));
    found.ifPresentOrElse(fresh -> remember(hash, fresh), () -> known.remove(hash));
    return found;
  }

  private void remember(String hash, Known fresh) {
    if (known.size() >= MOST_REMEMBERED) {
      known.clear();
    }
    known.put(hash, fresh);
  }

  private record Known(AccessToken token, Instant until) {}
}
