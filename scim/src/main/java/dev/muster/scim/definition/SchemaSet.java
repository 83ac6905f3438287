package dev.muster.scim.definition;

import dev.muster.scim.path.AttributePath;
import dev.muster.scim.schema.ResourceType;
import dev.muster.scim.schema.Schema;
import dev.muster.scim.schema.SchemaOptions;
import dev.muster.scim.schema.SchemaRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What a tenant has defined: its own schemas and resource types, those of RFC 7643 that it has
/// tightened or extended, and which attributes it wants to have lookups. What it has left as RFC
/// 7643 has it is not among them.
///
/// @param indexed attributes with the URN of their schema, in the schema's spelling
public record SchemaSet(
    List<Schema> schemas, List<ResourceType> resourceTypes, List<AttributePath> indexed) {
  /// A tenant that has User with EnterpriseUser, and Group, as RFC 7643 defines them.
  public static final SchemaSet CORE = new SchemaSet(List.of(), List.of(), List.of());

  public SchemaSet {
    schemas = schemas.stream().filter(own -> !isCore(own)).toList();
    resourceTypes = resourceTypes.stream().filter(own -> !isCore(own)).toList();
    indexed = List.copyOf(indexed);
  }

  /// Throws `invalidValue` naming what is wrong when the set does not stand as a whole.
  public static SchemaSet checked(
      List<Schema> schemas, List<ResourceType> resourceTypes, List<AttributePath> indexed) {
    return SchemaSetRules.checked(new SchemaSet(schemas, resourceTypes, indexed));
  }

  /// All schemas and resource types of the tenant, those of RFC 7643 too.
  ///
  /// @param unfinished lookups that are not complete yet
  /// @param undeclaredExtensions whether resources may carry extensions of no schema
  public SchemaRegistry registry(
      SchemaOptions.Unfinished unfinished, boolean undeclaredExtensions) {
    var core = SchemaRegistry.core();
    return new SchemaRegistry(
        merged(core.schemas(), schemas, Schema::id),
        merged(core.resourceTypes(), resourceTypes, ResourceType::name),
        new SchemaOptions(indexed, unfinished, undeclaredExtensions));
  }

  /// All schemas and resource types of the tenant, as if all lookups were complete.
  public SchemaRegistry registry() {
    return registry(SchemaOptions.Unfinished.NONE, false);
  }

  /// The set with that schema in place of the one of the same URN, or beside the others.
  public SchemaSet with(Schema schema) {
    return checked(merged(schemas, List.of(schema), Schema::id), resourceTypes, indexed);
  }

  /// The set with that resource type in place of the one of the same name, or beside the others.
  public SchemaSet with(ResourceType type) {
    return checked(schemas, merged(resourceTypes, List.of(type), ResourceType::name), indexed);
  }

  /// The set without a schema and the lookups of its attributes; one of RFC 7643 is again as it
  /// says.
  public SchemaSet withoutSchema(String urn) {
    return checked(
        schemas.stream().filter(own -> !own.id().equalsIgnoreCase(urn)).toList(),
        resourceTypes,
        indexed.stream()
            .filter(path -> !path.schema().map(urn::equalsIgnoreCase).orElse(false))
            .toList());
  }

  /// The set without a resource type; one of RFC 7643 is again as it says.
  public SchemaSet withoutResourceType(String name) {
    return checked(
        schemas,
        resourceTypes.stream().filter(own -> !own.name().equalsIgnoreCase(name)).toList(),
        indexed);
  }

  /// The set with these lookups and no others.
  public SchemaSet withIndexed(List<AttributePath> paths) {
    return checked(schemas, resourceTypes, paths);
  }

  /// RFC 7643's own definition of that URN.
  static Optional<Schema> coreSchema(String urn) {
    return SchemaRegistry.core().findSchema(urn);
  }

  /// RFC 7643's own definition of that resource type.
  static Optional<ResourceType> coreType(String name) {
    return SchemaRegistry.core().findResourceType(name).map(found -> found.type());
  }

  private static boolean isCore(Schema schema) {
    return coreSchema(schema.id()).filter(schema::equals).isPresent();
  }

  private static boolean isCore(ResourceType type) {
    return coreType(type.name()).filter(type::equals).isPresent();
  }

  private static <T> List<T> merged(List<T> there, List<T> own, Function<T, String> name) {
    Map<String, T> byName = new LinkedHashMap<>();
    there.forEach(one -> byName.put(name.apply(one).toLowerCase(Locale.ROOT), one));
    own.forEach(one -> byName.put(name.apply(one).toLowerCase(Locale.ROOT), one));
    return new ArrayList<>(byName.values());
  }
}
