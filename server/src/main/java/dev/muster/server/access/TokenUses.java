package dev.muster.server.access;

import dev.muster.scim.provider.TenantId;
import dev.muster.store.tenant.AccessToken;
import dev.muster.store.tenant.TokenStore;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// When tokens were last used. A request only notes it in memory, at most once a minute for each
/// token; [#keep] writes what was noted, all tokens of a tenant together.
public final class TokenUses {
  private static final Duration RESOLUTION = Duration.ofMinutes(1);
  private static final int MOST_REMEMBERED = 100_000;

  private final TokenStore store;
  private final Map<Long, Instant> noted = new ConcurrentHashMap<>();
  private final Map<Used, Instant> pending = new ConcurrentHashMap<>();

  public TokenUses(TokenStore store) {
    this.store = store;
  }

  private record Used(TenantId tenant, long token) {}

  /// Notes that a token is used now.
  public void note(AccessToken token, Instant now) {
    if (token.id() == ExternalTokens.NOT_KEPT) {
      return;
    }
    var last = noted.get(token.id());
    if (last != null && now.isBefore(last.plus(RESOLUTION))) {
      return;
    }
    if (noted.size() >= MOST_REMEMBERED) {
      noted.clear();
    }
    noted.put(token.id(), now);
    pending.put(new Used(token.tenant(), token.id()), now);
  }

  /// Writes what was noted since the last time.
  public void keep() {
    var byTenant = new HashMap<TenantId, Map<Long, Instant>>();
    pending.forEach((used, at) -> {
      byTenant.computeIfAbsent(used.tenant(), tenant -> new HashMap<>()).put(used.token(), at);
      pending.remove(used, at);
    });
    byTenant.forEach(store::keepUses);
  }
}
