package dev.muster.store.resource;

import dev.muster.scim.provider.TenantId;
import dev.muster.scim.provider.Write;

/// Is asked before a write whether it may be made.
@FunctionalInterface
public interface WriteGate {
  /// Lets everything pass.
  WriteGate OPEN = (tenant, origin, write) -> {};

  /// Returns when the write may be made. Throws a `ScimException` when it may not.
  void admit(TenantId tenant, Origin origin, Write write);
}
