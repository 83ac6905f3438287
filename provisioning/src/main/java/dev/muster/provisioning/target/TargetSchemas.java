package dev.muster.provisioning.target;

import dev.muster.scim.message.ScimException;
import dev.muster.scim.message.ScimJson;
import dev.muster.scim.schema.Attribute;
import dev.muster.scim.schema.ResourceType;
import dev.muster.scim.schema.ResourceType.Extension;
import dev.muster.scim.schema.ResourceTypeJson;
import dev.muster.scim.schema.Schema;
import dev.muster.scim.schema.SchemaJson;
import dev.muster.scim.schema.SchemaRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/// The attributes that an application has — Entra's "target attribute list": read from it, and
/// edited by whoever knows better.
public record TargetSchemas(List<Schema> schemas, List<ResourceType> resourceTypes) {
  /// What RFC 7643 defines, for an application that was never looked at.
  public static final TargetSchemas CORE =
      new TargetSchemas(SchemaRegistry.core().schemas(), SchemaRegistry.core().resourceTypes());

  public TargetSchemas {
    schemas = List.copyOf(schemas);
    resourceTypes = List.copyOf(resourceTypes);
  }

  /// Reads what [#toJson] made.
  public static TargetSchemas of(ObjectNode json) {
    return new TargetSchemas(
        json.path("schemas").valueStream().map(s -> SchemaJson.read((ObjectNode) s)).toList(),
        json.path("resourceTypes")
            .valueStream()
            .map(type -> ResourceTypeJson.read((ObjectNode) type))
            .toList());
  }

  public ObjectNode toJson() {
    var json = ScimJson.object();
    var all = json.putArray("schemas");
    schemas.forEach(schema -> all.add(SchemaJson.render(schema, "/Schemas/" + schema.id())));
    var types = json.putArray("resourceTypes");
    resourceTypes.forEach(
        type -> types.add(ResourceTypeJson.render(type, "/ResourceTypes/" + type.name())));
    return json;
  }

  /// For compiling mappings.
  public SchemaRegistry registry() {
    return new SchemaRegistry(schemas, resourceTypes);
  }

  /// With an attribute added, or put in the place of the one of that name.
  ///
  /// @param urn of the schema that it belongs to; the type's base schema if empty. A new one
  ///   becomes an extension of the type.
  public TargetSchemas with(String objectType, Optional<String> urn, Attribute attribute) {
    var type = requireType(objectType);
    var id = urn.orElse(type.schema());
    if (findSchema(id).isEmpty()) {
      var extension = new Schema(id, id, "", List.of(attribute));
      return new TargetSchemas(
          added(schemas, extension), replaced(resourceTypes, type, t -> extended(t, id)));
    }
    return changed(
        id,
        attributes -> {
          var others = without(attributes, attribute.name());
          others.add(attribute);
          return others;
        });
  }

  /// Without an attribute.
  public TargetSchemas without(String objectType, Optional<String> urn, String name) {
    var id = urn.orElse(requireType(objectType).schema());
    return changed(id, attributes -> without(attributes, name));
  }

  private TargetSchemas changed(String urn, UnaryOperator<List<Attribute>> change) {
    var schema =
        findSchema(urn)
            .orElseThrow(() ->
                ScimException.invalidValue("the application has no schema \"%s\"".formatted(urn)));
    return new TargetSchemas(
        replaced(
            schemas,
            schema,
            s -> new Schema(s.id(), s.name(), s.description(), change.apply(s.attributes()))),
        resourceTypes);
  }

  private Optional<Schema> findSchema(String urn) {
    return schemas.stream().filter(schema -> schema.id().equalsIgnoreCase(urn)).findFirst();
  }

  private ResourceType requireType(String name) {
    return resourceTypes.stream()
        .filter(type -> type.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(() ->
            ScimException.invalidValue(
                "the application has no objects of the type \"%s\"; there are %s"
                    .formatted(name, resourceTypes.stream().map(ResourceType::name).toList())));
  }

  private static ResourceType extended(ResourceType type, String urn) {
    return new ResourceType(
        type.name(),
        type.endpoint(),
        type.description(),
        type.schema(),
        added(type.extensions(), new Extension(urn, false)));
  }

  private static List<Attribute> without(List<Attribute> attributes, String name) {
    var others = new ArrayList<>(attributes);
    others.removeIf(attribute -> attribute.name().equalsIgnoreCase(name));
    return others;
  }

  private static <T> List<T> added(List<T> list, T element) {
    var longer = new ArrayList<>(list);
    longer.add(element);
    return longer;
  }

  private static <T> List<T> replaced(List<T> list, T element, UnaryOperator<T> change) {
    return list.stream().map(one -> one.equals(element) ? change.apply(one) : one).toList();
  }
}
