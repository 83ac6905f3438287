package dev.muster.server.tenant;

import dev.muster.scim.provider.TenantId;
import dev.muster.server.http.HttpException;
import dev.muster.store.tenant.Tenant;
import dev.muster.store.tenant.Tenant.Status;
import dev.muster.store.tenant.TenantRemoval;
import dev.muster.store.tenant.TenantStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/// From a tenant's first day to its last: made, set up, suspended and resumed, deleted.
public final class TenantLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(TenantLifecycle.class);
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  // For so long another replica may still let a request of a deleted tenant in.
  private static final Duration AFTERGLOW = LiveTenants.REMEMBERED.plusSeconds(1);

  private final TenantStore tenants;
  private final TenantRemoval removal;
  private final LiveTenants live;
  private final Clock clock;
  private final Map<TenantId, Instant> removing = new ConcurrentHashMap<>();

  public TenantLifecycle(
      TenantStore tenants, TenantRemoval removal, LiveTenants live, Clock clock) {
    this.tenants = tenants;
    this.removal = removal;
    this.live = live;
    this.clock = clock;
  }

  /// A new tenant. Throws 400 when the name does not fit into a URL or a setting does not fit, 409
  /// when the name is taken.
  public Tenant create(String name, ObjectNode settings) {
    requireFit(name);
    TenantSettings.read(settings);
    var tenant =
        tenants
            .create(name, clock.instant())
            .orElseThrow(() ->
                HttpException.conflict("name", "there is a tenant \"%s\" already".formatted(name)));
    return settings.isEmpty() ? tenant : configure(tenant, settings);
  }

  /// Gives a tenant other settings. Throws 400 naming one that does not fit.
  public Tenant configure(Tenant tenant, ObjectNode settings) {
    TenantSettings.read(settings);
    return update(tenant, tenant.status(), settings);
  }

  /// Answers a tenant's requests with 503 until it is resumed; its jobs rest, and everything is
  /// kept. One that is suspended stays so.
  public Tenant suspend(Tenant tenant) {
    return change(tenant, Status.SUSPENDED);
  }

  /// Serves a tenant again.
  public Tenant resume(Tenant tenant) {
    return change(tenant, Status.ACTIVE);
  }

  /// Stops serving a tenant for good; [#removeDeleted] removes what it has.
  public Tenant delete(Tenant tenant) {
    return change(tenant, Status.DELETING);
  }

  /// Removes what deleted tenants have left, those of earlier processes too. A tenant's name is
  /// free when all is gone; until then this is to be called again.
  public void removeDeleted() {
    for (var tenant : tenants.tenants()) {
      if (tenant.status() == Status.DELETING) {
        remove(tenant);
      }
    }
  }

  private void remove(Tenant tenant) {
    var began = removing.computeIfAbsent(tenant.id(), id -> clock.instant());
    var removed = removal.removeRows(tenant.id());
    if (removed > 0 || clock.instant().isBefore(began.plus(AFTERGLOW))) {
      return;
    }
    removal.removeTenant(tenant.id());
    removing.remove(tenant.id());
    live.forget(tenant.id());
    LOG.info("tenant \"{}\" is deleted", tenant.name());
  }

  private Tenant change(Tenant tenant, Status status) {
    return tenant.status() == status ? tenant : update(tenant, status, tenant.settings());
  }

  private Tenant update(Tenant tenant, Status status, ObjectNode settings) {
    Optional<Tenant> updated = tenants.update(tenant.id(), tenant.revision(), status, settings);
    live.forget(tenant.id());
    return updated.orElseThrow(() ->
        HttpException.conflict(
            "tenant", "somebody else has just changed it; read it and try again"));
  }

  private static void requireFit(String name) {
    if (!NAME.matcher(name).matches()) {
      throw HttpException.invalid(
          "name",
          "\"%s\" does not fit into a URL; use 1 to 63 lower-case letters, digits and inner hyphens"
              .formatted(name));
    }
  }
}
