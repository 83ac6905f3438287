package dev.muster.scim.provider;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/// Gives ids to new resources.
@FunctionalInterface
public interface NewIds {
  /// The id of a resource that is about to be created, found under these values.
  NewId next(TenantId tenant, String resourceType, List<LookupValue> lookups);

  /// An id.
  ///
  /// @param version that the resource begins with: 1, unless the id had a resource before
  record NewId(String id, long version) {}

  /// Ids that nobody has had before.
  static NewIds random(Clock clock) {
    var ids = new ResourceIds(clock, new SecureRandom()::nextLong);
    return (tenant, resourceType, lookups) -> new NewId(ids.get(), 1);
  }
}
