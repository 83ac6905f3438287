package dev.muster.store;

import dev.muster.scim.provider.TenantId;

/// What a process keeps in memory of rows that it has read. It may use it only while nobody else
/// writes them; see [Database#kept].
public interface Kept {
  /// Forgets a tenant whose rows are removed.
  void forget(TenantId tenant);

  /// Forgets everything: others may have written. What was asked for before this and comes only now
  /// must not be kept.
  void forgetAll();
}
