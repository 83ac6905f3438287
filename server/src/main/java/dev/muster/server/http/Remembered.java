package dev.muster.server.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// What was made of values that come with nearly every request, such as a client's `Accept` field.
/// So many are remembered and no more: clients cannot fill the memory with ever new ones.
///
/// @param <K> what comes
/// @param <V> what is made of it
public final class Remembered<K, V> {
  private final int most;
  private final Function<K, V> made;
  private final Map<K, V> known = new ConcurrentHashMap<>();

  public Remembered(int most, Function<K, V> made) {
    this.most = most;
    this.made = made;
  }

  public V of(K key) {
    var value = known.get(key);
    if (value == null) {
      value = made.apply(key);
      if (known.size() < most) {
        known.put(key, value);
      }
    }
    return value;
  }
}
