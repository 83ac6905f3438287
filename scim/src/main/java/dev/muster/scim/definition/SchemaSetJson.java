package dev.muster.scim.definition;

import dev.muster.scim.message.ScimException;
import dev.muster.scim.message.ScimJson;
import dev.muster.scim.path.AttributePath;
import dev.muster.scim.schema.Attribute;
import dev.muster.scim.schema.AttributeType;
import dev.muster.scim.schema.ResourceType;
import dev.muster.scim.schema.ResourceTypeJson;
import dev.muster.scim.schema.Schema;
import dev.muster.scim.schema.SchemaJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A set of definitions as one document:
///
/// ```json
/// {"schemas": [Schema…], "resourceTypes": [ResourceType…], "indexed": ["urn:…:Device:badge"]}
/// ```
///
/// The schemas and resource types are the resources of `/Schemas` and `/ResourceTypes` themselves,
/// so what a service provider answers there can be given here.
public final class SchemaSetJson {
  private static final Set<String> MEMBERS = Set.of("schemas", "resourceTypes", "indexed");
  private static final Set<String> SCHEMA =
      Set.of("schemas", "id", "name", "description", "attributes", "meta");
  private static final Set<String> TYPE =
      Set.of(
          "schemas", "id", "name", "endpoint", "description", "schema", "schemaExtensions", "meta");
  private static final Set<String> EXTENSION = Set.of("schema", "required");
  private static final Set<String> ATTRIBUTE =
      Set.of(
          "name",
          "type",
          "subAttributes",
          "multiValued",
          "description",
          "required",
          "canonicalValues",
          "caseExact",
          "mutability",
          "returned",
          "uniqueness",
          "referenceTypes");

  private SchemaSetJson() {}

  /// Reads a set. Throws `invalidValue` naming what does not fit.
  public static SchemaSet read(ObjectNode json) {
    requireKnown("definitions", json, MEMBERS);
    return SchemaSet.checked(
        each(json, "schemas", SchemaSetJson::schema),
        each(json, "resourceTypes", SchemaSetJson::resourceType),
        indexed(json.path("indexed")));
  }

  /// Reads a set in the form in which it is kept. It was checked when it was made.
  public static SchemaSet readKept(ObjectNode json) {
    return new SchemaSet(
        each(json, "schemas", SchemaSetJson::schema),
        each(json, "resourceTypes", SchemaSetJson::resourceType),
        indexed(json.path("indexed")));
  }

  /// Reads a Schema resource. Unlike one that another service provider shows, it must not have
  /// members that RFC 7643 does not know: one spelt wrong would pass in silence.
  public static Schema schema(ObjectNode json) {
    requireKnown("schema %s".formatted(json.path("id")), json, SCHEMA);
    requireKnownAttributes(json.path("attributes"));
    var schema = SchemaJson.read(json);
    return new Schema(
        schema.id(),
        schema.name(),
        schema.description(),
        SchemaSet.coreSchema(schema.id()).isPresent()
            ? schema.attributes()
            : schema.attributes().stream().map(SchemaSetJson::exact).toList());
  }

  /// Reads a ResourceType resource, as strictly.
  public static ResourceType resourceType(ObjectNode json) {
    var label = "resource type %s".formatted(json.path("name"));
    requireKnown(label, json, TYPE);
    json.path("schemaExtensions")
        .forEach(extension -> requireKnown(label + ": extension", extension, EXTENSION));
    if (json.has("id") && !json.path("id").equals(json.path("name"))) {
      throw ScimException.invalidValue(
          "%s: the id %s is not its name; leave it out".formatted(label, json.path("id")));
    }
    return ResourceTypeJson.read(json);
  }

  /// Reads a list of attributes to have lookups.
  public static List<AttributePath> indexed(JsonNode json) {
    var paths = new ArrayList<AttributePath>();
    if (!json.isArray() && !json.isMissingNode() && !json.isNull()) {
      throw ScimException.invalidValue("indexed: expected an array of paths, found " + json);
    }
    for (var path : json) {
      if (!path.isString()) {
        throw ScimException.invalidValue(
            "indexed: expected the path of an attribute, found " + path);
      }
      paths.add(AttributePath.parse(path.stringValue()));
    }
    return paths;
  }

  /// Everything that the tenant has, RFC 7643's definitions too.
  ///
  /// @param baseUrl of the tenant's SCIM endpoint, for the locations
  public static ObjectNode renderWhole(SchemaSet set, String baseUrl) {
    var registry = set.registry();
    return render(registry.schemas(), registry.resourceTypes(), set.indexed(), baseUrl);
  }

  /// What differs from RFC 7643: the form in which a set is kept.
  public static ObjectNode render(SchemaSet set) {
    return render(set.schemas(), set.resourceTypes(), set.indexed(), "");
  }

  private static ObjectNode render(
      List<Schema> schemas,
      List<ResourceType> resourceTypes,
      List<AttributePath> indexed,
      String baseUrl) {
    var json = ScimJson.object();
    var schemaArray = json.putArray("schemas");
    schemas.forEach(
        schema -> schemaArray.add(SchemaJson.render(schema, baseUrl + "/Schemas/" + schema.id())));
    var typeArray = json.putArray("resourceTypes");
    resourceTypes.forEach(type ->
        typeArray.add(ResourceTypeJson.render(type, baseUrl + "/ResourceTypes/" + type.name())));
    var paths = json.putArray("indexed");
    indexed.forEach(path -> paths.add(path.toString()));
    return json;
  }

  /// "A binary is case exact", and so is a reference (RFC 7643 §2.3.6, §2.3.7), whatever the
  /// definition says or leaves out.
  private static Attribute exact(Attribute attribute) {
    var caseSensitive =
        attribute.type() == AttributeType.BINARY || attribute.type() == AttributeType.REFERENCE;
    return new Attribute(
        attribute.name(),
        attribute.type(),
        attribute.multiValued(),
        attribute.description(),
        attribute.required(),
        attribute.canonicalValues(),
        attribute.caseExact() || caseSensitive,
        attribute.mutability(),
        attribute.returned(),
        attribute.uniqueness(),
        attribute.referenceTypes(),
        attribute.subAttributes().stream().map(SchemaSetJson::exact).toList());
  }

  private static void requireKnownAttributes(JsonNode attributes) {
    for (var attribute : attributes) {
      requireKnown("attribute %s".formatted(attribute.path("name")), attribute, ATTRIBUTE);
      requireKnownAttributes(attribute.path("subAttributes"));
    }
  }

  private static void requireKnown(String label, JsonNode json, Set<String> known) {
    for (var name : json.propertyNames()) {
      if (!known.contains(name)) {
        throw ScimException.invalidValue(
            "%s: unknown member \"%s\"; there are %s"
                .formatted(label, name, String.join(", ", known.stream().sorted().toList())));
      }
    }
  }

  private static <T> List<T> each(ObjectNode json, String member, Function<ObjectNode, T> read) {
    var elements = new ArrayList<T>();
    for (var element : json.path(member)) {
      if (!(element instanceof ObjectNode object)) {
        throw ScimException.invalidValue(
            "%s: expected objects, found %s".formatted(member, element));
      }
      elements.add(read.apply(object));
    }
    return elements;
  }
}
