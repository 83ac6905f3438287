package dev.muster.scim.schema;

import java.util.List;
import java.util.Optional;

/// The schemas of what is at the discovery endpoints: ServiceProviderConfig, ResourceType, Schema
/// (RFC 7643 §8.7.2). Every tenant has them at `/Schemas`; no resource type has them.
public final class DiscoverySchemas {
  private DiscoverySchemas() {}

  public static List<Schema> all() {
    return ShippedSchemas.OF_DISCOVERY;
  }

  /// The one of that URN; URNs ignore case.
  public static Optional<Schema> find(String urn) {
    return all().stream().filter(schema -> schema.id().equalsIgnoreCase(urn)).findFirst();
  }
}
