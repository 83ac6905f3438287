package dev.muster.server.history;

import dev.muster.server.tenant.CircuitBreaker;
import dev.muster.server.tenant.LiveTenants;
import dev.muster.store.event.EventStreamStore;
import dev.muster.store.resource.FeedStore;
import dev.muster.store.resource.HistoryStore;
import dev.muster.store.resource.RemovalStore;
import dev.muster.store.resource.TombstoneStore;
import dev.muster.store.tenant.Tenant;
import dev.muster.store.tenant.TenantStore;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Forgets what its tenants no longer want to be kept. Several servers may do it at the same time.
public final class RetentionChore implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(RetentionChore.class);

  private final TenantStore tenants;
  private final LiveTenants live;
  private final TombstoneStore tombstones;
  private final HistoryStore history;
  private final FeedStore feed;
  private final RemovalStore removals;
  private final EventStreamStore streams;
  private final Clock clock;

  public RetentionChore(
      TenantStore tenants,
      LiveTenants live,
      TombstoneStore tombstones,
      HistoryStore history,
      FeedStore feed,
      RemovalStore removals,
      EventStreamStore streams,
      Clock clock) {
    this.tenants = tenants;
    this.live = live;
    this.tombstones = tombstones;
    this.history = history;
    this.feed = feed;
    this.removals = removals;
    this.streams = streams;
    this.clock = clock;
  }

  @Override
  public void run() {
    for (var tenant : tenants.tenants()) {
      try {
        forget(tenant);
      } catch (RuntimeException e) {
        LOG.error("forgetting the past of tenant {} failed; it is tried again", tenant.name(), e);
      }
    }
  }

  private void forget(Tenant tenant) {
    var retention = live.require(tenant.id()).settings().retention();
    var now = clock.instant();
    tombstones.forget(tenant.id(), now.minus(retention.deleted()));
    history.forget(tenant.id(), now.minus(retention.history()), retention.historyVersions());
    feed.remove(tenant.id(), now.minus(retention.feed()));
    streams.forgetDeliveries(tenant.id(), now.minus(retention.feed()));
    removals.forget(tenant.id(), now.minus(CircuitBreaker.LONGEST));
  }
}
