package dev.muster.server.requestlog;

import dev.muster.server.tenant.LiveTenants;
import dev.muster.store.requestlog.RequestLogStore;
import java.time.Clock;
import java.time.Duration;

/// Forgets requests that are older than their tenant keeps them.
public final class RequestLogRetention {
  private final RequestLogStore store;
  private final LiveTenants tenants;
  private final Clock clock;

  public RequestLogRetention(RequestLogStore store, LiveTenants tenants, Clock clock) {
    this.store = store;
    this.tenants = tenants;
    this.clock = clock;
  }

  /// Goes through all tenants once; how many requests were forgotten.
  public long sweep() {
    long forgotten = 0;
    for (var tenant : tenants.all()) {
      var kept = Duration.ofDays(tenant.settings().requestLog().retentionDays());
      forgotten += store.forget(tenant.id(), clock.instant().minus(kept));
    }
    return forgotten;
  }
}
