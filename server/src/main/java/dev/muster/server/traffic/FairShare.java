package dev.muster.server.traffic;

import dev.muster.scim.provider.TenantId;
import dev.muster.server.http.HttpException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// Divides the server among the tenants that want it at the same time. There are so many places; a
/// tenant takes at most half of them, so that whoever comes finds one free. Requests beyond that
/// wait in a queue of their tenant, and free places go to the waiting tenants in turn. Only when
/// its queue is full is a tenant told to come again later.
///
/// So a tenant's flood makes that tenant wait, and nobody else.
public final class FairShare {
  private static final long RETRY_SECONDS = 1;

  private final int places;
  private final int mostOfOne;
  private final int mostWaiting;
  private final Map<TenantId, Lane> lanes = new HashMap<>();
  private final Deque<Lane> turns = new ArrayDeque<>();
  private int taken;

  /// @param places requests that are answered at the same time
  /// @param mostWaiting requests of one tenant that may wait
  public FairShare(int places, int mostWaiting) {
    this.places = places;
    this.mostOfOne = Math.max(1, places / 2);
    this.mostWaiting = mostWaiting;
  }

  /// For this machine: enough to keep its processors and its disk busy, and few enough for a
  /// newcomer to be answered soon.
  public static FairShare ofMachine() {
    return new FairShare(Math.max(64, 16 * Runtime.getRuntime().availableProcessors()), 1_024);
  }

  Traffic.Place enter(TenantId tenant) {
    var turn = new CompletableFuture<Void>();
    var lane = queue(tenant, turn);
    turn.join();
    return () -> leave(lane);
  }

  /// How many requests wait for a place.
  synchronized int waiting() {
    return turns.stream().mapToInt(lane -> lane.waiting.size()).sum();
  }

  private synchronized Lane queue(TenantId tenant, CompletableFuture<Void> turn) {
    var lane = lanes.computeIfAbsent(tenant, Lane::new);
    if (lane.waiting.isEmpty() && lane.taken < mostOfOne && taken < places) {
      take(lane, turn);
      return lane;
    }
    if (lane.waiting.size() >= mostWaiting) {
      throw HttpException.tooManyRequests(
          RETRY_SECONDS,
          "%d requests of the tenant wait already; send fewer at the same time"
              .formatted(mostWaiting),
          Map.of());
    }
    if (lane.waiting.isEmpty()) {
      turns.add(lane);
    }
    lane.waiting.add(turn);
    return lane;
  }

  private void take(Lane lane, CompletableFuture<Void> turn) {
    lane.taken++;
    taken++;
    turn.complete(null);
  }

  private synchronized void leave(Lane left) {
    left.taken--;
    taken--;
    if (left.taken == 0 && left.waiting.isEmpty()) {
      lanes.remove(left.tenant);
    }
    for (int i = turns.size(); i > 0 && taken < places; i--) {
      var lane = turns.remove();
      if (lane.taken < mostOfOne) {
        take(lane, lane.waiting.remove());
      }
      if (!lane.waiting.isEmpty()) {
        turns.add(lane);
      }
    }
  }

  /// A tenant's requests: how many have a place, and those that wait for one.
  private static final class Lane {
    private final TenantId tenant;
    private final Deque<CompletableFuture<Void>> waiting = new ArrayDeque<>();
    private int taken;

    Lane(TenantId tenant) {
      this.tenant = tenant;
    }
  }
}
