package dev.muster.store.resource;

import dev.muster.scim.provider.TenantId;
import java.util.OptionalLong;

/// How many resources of a type a tenant may have.
@FunctionalInterface
public interface Quotas {
  /// As many as anybody likes.
  Quotas NONE = (tenant, resourceType) -> OptionalLong.empty();

  /// The most that there may be; empty: no limit. It is asked on the thread of the caller that
  /// creates a resource, never inside a transaction.
  OptionalLong most(TenantId tenant, String resourceType);
}
