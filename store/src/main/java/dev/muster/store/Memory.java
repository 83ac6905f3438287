package dev.muster.store;

import dev.muster.scim.provider.TenantId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/// What a process keeps of its database in memory, one part of each type.
final class Memory {
  private final Map<Class<?>, Kept> parts = new ConcurrentHashMap<>();

  /// The part of a type, made when it is first asked for.
  ///
  /// @param upToDate whether nobody else writes
  <K extends Kept> K part(
      Class<K> type, Function<BooleanSupplier, K> first, BooleanSupplier upToDate) {
    return type.cast(parts.computeIfAbsent(type, t -> first.apply(upToDate)));
  }

  void forget(TenantId tenant) {
    parts.values().forEach(part -> part.forget(tenant));
  }

  void forgetAll() {
    parts.values().forEach(Kept::forgetAll);
  }
}
