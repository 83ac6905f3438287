package dev.muster.server.definitions;

import dev.muster.scim.path.CheckedPath;
import dev.muster.scim.schema.ResourceSchema;
import dev.muster.server.tenant.LiveTenants;
import dev.muster.store.resource.LookupWork;
import dev.muster.store.resource.LookupWorkshop;
import dev.muster.store.resource.LookupWorkshop.Taken;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does in the background what changes of definitions have left to be done on lookups. Any number
/// of servers may run it.
public final class LookupWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LookupWorker.class);
  private static final long PAUSE_MILLIS = 500;

  private final LookupWorkshop workshop;
  private final LiveTenants tenants;
  private final Clock clock;
  private final String owner = UUID.randomUUID().toString();
  private final ScheduledExecutorService schedule =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("lookup-worker").daemon().factory());
  private volatile boolean closing;

  public LookupWorker(LookupWorkshop workshop, LiveTenants tenants, Clock clock) {
    this.workshop = workshop;
    this.tenants = tenants;
    this.clock = clock;
  }

  /// Begins to look for work.
  public void start() {
    var _ =
        schedule.scheduleWithFixedDelay(
            this::workOff, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void workOff() {
    try {
      for (var taken = take(); taken.isPresent() && !closing; taken = take()) {
        workOff(taken.get());
      }
    } catch (RuntimeException e) {
      LOG.error("work on lookups failed; it is tried again", e);
    }
  }

  private Optional<Taken> take() {
    return workshop.take(owner, clock.instant());
  }

  private void workOff(Taken taken) {
    // Taken again between two portions, the lease is renewed, and older work has its turn.
    var left = workshop.portion(taken, path(taken));
    if (left.isEmpty()) {
      tenants.forget(taken.tenant());
    }
  }

  private Optional<CheckedPath> path(Taken taken) {
    var work = taken.work();
    return tenants
        .find(taken.tenant())
        .flatMap(tenant -> tenant.schemas().findResourceType(work.resourceType()))
        .flatMap(schema -> path(schema, work));
  }

  private static Optional<CheckedPath> path(ResourceSchema schema, LookupWork work) {
    return schema.indexedPaths().stream()
        .filter(path -> path.toString().equals(work.attribute()))
        .findFirst();
  }

  /// Stops after the portion that is being done.
  @Override
  public void close() {
    closing = true;
    schedule.shutdown();
    try {
      if (!schedule.awaitTermination(10, TimeUnit.SECONDS)) {
        LOG.warn("work on lookups is still under way; it goes on after the next start");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
