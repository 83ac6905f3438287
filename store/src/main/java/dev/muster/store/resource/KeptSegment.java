package dev.muster.store.resource;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/// A part of what is kept, so that not everybody waits for one lock. What was not asked for longest
/// goes first when it is full.
final class KeptSegment {
  private final long mostBytes;
  private final LinkedHashMap<ResourceKey, KeptResource> kept =
      new LinkedHashMap<>(16, 0.75f, true);
  // How many transactions that have not ended yet change each of them.
  private final Map<ResourceKey, Integer> changing = new HashMap<>();
  private long bytes;
  private long stamp;

  KeptSegment(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  synchronized KeptResource find(ResourceKey key) {
    return kept.getOrDefault(key, KeptResource.NOTHING);
  }

  /// To be taken before a read whose result is to be kept.
  synchronized long stamp() {
    return stamp;
  }

  /// Keeps what was read, unless something has changed since the stamp was taken.
  synchronized void keep(ResourceKey key, long stampBefore, UnaryOperator<KeptResource> learn) {
    if (stamp == stampBefore && !changing.containsKey(key)) {
      put(key, learn.apply(kept.getOrDefault(key, KeptResource.NOTHING)));
    }
  }

  synchronized KeptResource changing(ResourceKey key) {
    stamp++;
    changing.merge(key, 1, Integer::sum);
    return remove(key);
  }

  synchronized void changed(ResourceKey key, KeptResource known) {
    stamp++;
    if (!stillChanging(key) && !known.isNothing()) {
      put(key, known);
    }
  }

  private boolean stillChanging(ResourceKey key) {
    return changing.compute(key, (k, many) -> many == null || many == 1 ? null : many - 1) != null;
  }

  synchronized void forget(long tenant) {
    stamp++;
    kept.keySet().stream().filter(key -> key.tenant() == tenant).toList().forEach(this::remove);
  }

  synchronized void forgetAll() {
    stamp++;
    kept.clear();
    bytes = 0;
  }

  private void put(ResourceKey key, KeptResource entry) {
    remove(key);
    kept.put(key, entry);
    bytes += entry.bytes();
    while (bytes > mostBytes) {
      remove(kept.firstEntry().getKey());
    }
  }

  private KeptResource remove(ResourceKey key) {
    var removed = kept.remove(key);
    if (removed == null) {
      return KeptResource.NOTHING;
    }
    bytes -= removed.bytes();
    return removed;
  }
}
