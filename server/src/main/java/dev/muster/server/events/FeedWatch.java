package dev.muster.server.events;

import dev.muster.scim.provider.TenantId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Where requests wait for a tenant's feed to move. A change made by this server wakes them at
/// once, one made by another within a second.
public final class FeedWatch {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final Map<TenantId, CountDownLatch> waiting = new ConcurrentHashMap<>();

  /// Tells that a tenant's feed has moved. Cheap while nobody waits.
  public void moved(TenantId tenant) {
    if (!waiting.isEmpty()) {
      var latch = waiting.remove(tenant);
      if (latch != null) {
        latch.countDown();
      }
    }
  }

  /// Waits until there is something, or the time is over.
  void await(TenantId tenant, Duration atMost, BooleanSupplier something) {
    long end = System.nanoTime() + atMost.toNanos();
    while (true) {
      var latch = waiting.computeIfAbsent(tenant, t -> new CountDownLatch(1));
      long left = end - System.nanoTime();
      if (something.getAsBoolean() || left <= 0) {
        return;
      }
      try {
        var _ = latch.await(Math.min(left, LOOK_AGAIN.toNanos()), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
