package dev.muster.server.alerts;

import dev.muster.scim.message.ScimJson;
import dev.muster.scim.provider.TenantId;
import dev.muster.server.http.Keywords;
import dev.muster.server.tenant.LiveTenants;
import dev.muster.store.alert.AlertStore;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/// Raises alerts: each is kept with its deliveries, and what was told already is not told again
/// before its time.
final class Alerts {
  private final AlertStore store;
  private final LiveTenants tenants;
  private final Clock clock;

  Alerts(AlertStore store, LiveTenants tenants, Clock clock) {
    this.store = store;
    this.tenants = tenants;
    this.clock = clock;
  }

  /// @param subject what it is about; an alert about the same is left out until the tenant's time
  ///   for repeating is over
  /// @param words for the person who reads it
  void raise(TenantId tenant, AlertKind kind, String subject, String job, String words) {
    var now = clock.instant();
    var repeat = tenants.find(tenant).map(live -> live.settings().alerts().repeat());
    repeat.ifPresent(pause ->
        store.raise(
            tenant,
            Keywords.of(kind),
            subject,
            content(tenant, kind, job, words, now),
            now.minus(pause),
            now));
  }

  /// One that is about nothing, and is always told.
  void test(TenantId tenant) {
    raise(
        tenant,
        AlertKind.TEST,
        "test " + UUID.randomUUID(),
        "",
        "This is a test: alerts of the tenant arrive here.");
  }

  /// A subject's trouble is over: should it come back, it is told at once.
  void over(TenantId tenant, String subject) {
    store.settle(tenant, subject);
  }

  private ObjectNode content(
      TenantId tenant, AlertKind kind, String job, String words, Instant now) {
    var json =
        ScimJson.object()
            .put("type", "alert." + Keywords.of(kind))
            .put("timestamp", now.toString())
            .put("tenant", tenants.require(tenant).name());
    if (!job.isEmpty()) {
      json.put("job", job);
    }
    return json.put("message", words);
  }
}
