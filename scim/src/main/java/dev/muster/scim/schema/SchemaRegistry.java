package dev.muster.scim.schema;

import dev.muster.scim.message.ScimException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The schemas and resource types that a tenant has. It is immutable: a tenant that adds a schema
/// gets a new registry.
public final class SchemaRegistry {
  private static final SchemaRegistry CORE =
      new SchemaRegistry(
          List.of(ShippedSchemas.USER, ShippedSchemas.GROUP, ShippedSchemas.ENTERPRISE_USER),
          List.of(ShippedSchemas.USER_TYPE, ShippedSchemas.GROUP_TYPE));

  private final Map<String, Schema> schemas = new LinkedHashMap<>();
  private final Map<String, ResourceSchema> byName = new LinkedHashMap<>();
  private final Map<String, ResourceSchema> byEndpoint = new LinkedHashMap<>();

  /// Throws `invalidValue` when two schemas or resource types share a name, or a resource type asks
  /// for a schema that is not among them.
  public SchemaRegistry(Collection<Schema> schemas, Collection<ResourceType> resourceTypes) {
    this(schemas, resourceTypes, SchemaOptions.NONE);
  }

  /// Throws as the other constructor does.
  ///
  /// @param options what the tenant wants besides
  public SchemaRegistry(
      Collection<Schema> schemas, Collection<ResourceType> resourceTypes, SchemaOptions options) {
    for (var schema : schemas) {
      requireNew(this.schemas.put(key(schema.id()), schema), "schema", schema.id());
    }
    for (var type : resourceTypes) {
      var resolved = ResourceSchema.resolve(type, this::requireSchema, options);
      requireNew(byName.put(key(type.name()), resolved), "resource type", type.name());
      requireNew(byEndpoint.put(key(type.endpoint()), resolved), "endpoint", type.endpoint());
    }
  }

  /// User with EnterpriseUser, and Group, as RFC 7643 defines them.
  public static SchemaRegistry core() {
    return CORE;
  }

  /// All schemas in the order they were given.
  public List<Schema> schemas() {
    return List.copyOf(schemas.values());
  }

  /// All resource types in the order they were given.
  public List<ResourceType> resourceTypes() {
    return byName.values().stream().map(ResourceSchema::type).toList();
  }

  /// The schema of that URN; URNs ignore case.
  public Optional<Schema> findSchema(String urn) {
    return Optional.ofNullable(schemas.get(key(urn)));
  }

  /// The resource type of that name, such as `User`.
  public Optional<ResourceSchema> findResourceType(String name) {
    return Optional.ofNullable(byName.get(key(name)));
  }

  /// The resource type that lives at that endpoint, such as `/Users`.
  public Optional<ResourceSchema> findByEndpoint(String endpoint) {
    return Optional.ofNullable(byEndpoint.get(key(endpoint)));
  }

  private Schema requireSchema(ResourceType type, String urn) {
    return findSchema(urn)
        .orElseThrow(() ->
            ScimException.invalidValue(
                "resource type \"%s\": schema \"%s\" is not defined; add it first"
                    .formatted(type.name(), urn)));
  }

  private static void requireNew(@Nullable Object previous, String kind, String name) {
    if (previous != null) {
      throw ScimException.invalidValue("%s \"%s\" is defined twice".formatted(kind, name));
    }
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
