package dev.muster.store;

import dev.muster.scim.provider.TenantId;

/// What a process keeps in memory of rows that it has read. It can do so only where nobody else
/// writes them; see [Database#kept].
public interface Kept {
  /// Forgets a tenant whose rows are removed.
  void forget(TenantId tenant);
}
