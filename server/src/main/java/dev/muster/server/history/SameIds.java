package dev.muster.server.history;

import dev.muster.scim.provider.LookupValue;
import dev.muster.scim.provider.NewIds;
import dev.muster.scim.provider.TenantId;
import dev.muster.server.tenant.LiveTenants;
import dev.muster.store.resource.DeletedResource;
import dev.muster.store.resource.TombstoneStore;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Gives a resource that is created with the userName or externalId of a deleted one that one's id,
/// if the tenant has set so. Its versions go on from the deleted one's: an entity tag never means
/// two things.
public final class SameIds implements NewIds {
  private final NewIds fresh;
  private final TombstoneStore tombstones;
  private final LiveTenants tenants;

  /// @param fresh gives ids to all others
  public SameIds(NewIds fresh, TombstoneStore tombstones, LiveTenants tenants) {
    this.fresh = fresh;
    this.tombstones = tombstones;
    this.tenants = tenants;
  }

  @Override
  public NewId next(TenantId tenant, String resourceType, List<LookupValue> lookups) {
    return switch (tenants.require(tenant).settings().recreate()) {
      case NEW_ID -> fresh.next(tenant, resourceType, lookups);
      case SAME_ID ->
          predecessor(tenant, resourceType, lookups)
              .map(found -> new NewId(found.resource().id(), found.resource().version() + 1))
              .orElseGet(() -> fresh.next(tenant, resourceType, lookups));
    };
  }

  private Optional<DeletedResource> predecessor(
      TenantId tenant, String resourceType, List<LookupValue> lookups) {
    return Stream.of("userName", "externalId")
        .flatMap(name -> lookups.stream().filter(lookup -> lookup.attribute().equals(name)))
        .flatMap(lookup -> tombstones.findByLookup(tenant, resourceType, lookup).stream())
        .findFirst();
  }
}
