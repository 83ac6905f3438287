package dev.muster.scim.schema;

import dev.muster.scim.message.ScimException;
import dev.muster.scim.message.ScimJson;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Schemas as JSON: the Schema resources of `/Schemas` (RFC 7643 §7).
public final class SchemaJson {
  private static final Pattern NAME = Pattern.compile("\\$?[A-Za-z][A-Za-z0-9_-]*");
  // Complex in complex is forbidden, and RFC 7643 §8.7.2 needs it to describe schemas themselves.
  private static final int LEVELS = 1;
  private static final int LEVELS_OF_DISCOVERY = 2;

  private SchemaJson() {}

  /// Reads a Schema resource; characteristics left out have the defaults of RFC 7643 §2.2. Throws
  /// `invalidValue` naming the attribute when the definition breaks a rule.
  public static Schema read(ObjectNode json) {
    return read(json, LEVELS);
  }

  /// Reads a schema of what is at the discovery endpoints.
  static Schema readOfDiscovery(ObjectNode json) {
    return read(json, LEVELS_OF_DISCOVERY);
  }

  private static Schema read(ObjectNode json, int levels) {
    var fields = new JsonFields("schema", json);
    var id = fields.requireString("id");
    var inSchema = new JsonFields("schema \"%s\"".formatted(id), json);
    return new Schema(
        id,
        inSchema.string("name", id),
        inSchema.string("description", ""),
        readAttributes("schema \"%s\"".formatted(id), inSchema.array("attributes"), levels));
  }

  /// The schema as a Schema resource.
  ///
  /// @param location absolute address of the resource, for `meta.location`
  public static ObjectNode render(Schema schema, String location) {
    var json = ScimJson.object();
    json.putArray("schemas").add(SchemaUrn.SCHEMA);
    json.put("id", schema.id());
    json.put("name", schema.name());
    json.put("description", schema.description());
    json.putArray("attributes").addAll(renderAttributes(schema.attributes()));
    json.putObject("meta").put("resourceType", "Schema").put("location", location);
    return json;
  }

  private static List<Attribute> readAttributes(
      String owner, List<JsonNode> definitions, int levels) {
    var names = new HashSet<String>();
    var attributes = new ArrayList<Attribute>();
    for (var definition : definitions) {
      var attribute = readAttribute(owner, definition, levels);
      if (!names.add(attribute.name().toLowerCase(Locale.ROOT))) {
        throw ScimException.invalidValue(
            "%s: attribute \"%s\" is defined twice".formatted(owner, attribute.name()));
      }
      attributes.add(attribute);
    }
    return attributes;
  }

  private static Attribute readAttribute(String owner, JsonNode definition, int levels) {
    var name = new JsonFields(owner + ": attribute", definition).requireString("name");
    var label = "%s: attribute \"%s\"".formatted(owner, name);
    var fields = new JsonFields(label, definition);
    var type = fields.keyword("type", AttributeType.values(), AttributeType::keyword, "string");
    requireSound(label, name, type, levels);
    return new Attribute(
        name,
        type,
        fields.bool("multiValued"),
        fields.string("description", ""),
        fields.bool("required"),
        fields.strings("canonicalValues"),
        fields.bool("caseExact"),
        fields.keyword("mutability", Mutability.values(), Mutability::keyword, "readWrite"),
        fields.keyword("returned", Returned.values(), Returned::keyword, "default"),
        fields.keyword("uniqueness", Uniqueness.values(), Uniqueness::keyword, "none"),
        fields.strings("referenceTypes"),
        readSubAttributes(label, type, fields.array("subAttributes"), levels - 1));
  }

  private static void requireSound(String label, String name, AttributeType type, int levels) {
    if (!NAME.matcher(name).matches()) {
      throw ScimException.invalidValue(
          label + ": a name is a letter, then letters, digits, \"-\" or \"_\"");
    }
    if (levels == 0 && type == AttributeType.COMPLEX) {
      throw ScimException.invalidValue(
          label + ": a sub-attribute cannot be complex; flatten it (RFC 7643 §2.3.8)");
    }
  }

  private static List<Attribute> readSubAttributes(
      String label, AttributeType type, List<JsonNode> definitions, int levels) {
    if (type == AttributeType.COMPLEX && definitions.isEmpty()) {
      throw ScimException.invalidValue(label + ": complex, but without subAttributes");
    }
    if (type != AttributeType.COMPLEX && !definitions.isEmpty()) {
      throw ScimException.invalidValue(
          "%s: has subAttributes, so its type is complex, not %s".formatted(label, type.keyword()));
    }
    return readAttributes(label, definitions, levels);
  }

  private static List<ObjectNode> renderAttributes(List<Attribute> attributes) {
    return attributes.stream().map(SchemaJson::renderAttribute).toList();
  }

  private static ObjectNode renderAttribute(Attribute attribute) {
    var json = ScimJson.object();
    json.put("name", attribute.name());
    json.put("type", attribute.type().keyword());
    if (attribute.complex()) {
      json.putArray("subAttributes").addAll(renderAttributes(attribute.subAttributes()));
    }
    json.put("multiValued", attribute.multiValued());
    json.put("description", attribute.description());
    json.put("required", attribute.required());
    putStrings(json, "canonicalValues", attribute.canonicalValues());
    json.put("caseExact", attribute.caseExact());
    json.put("mutability", attribute.mutability().keyword());
    json.put("returned", attribute.returned().keyword());
    json.put("uniqueness", attribute.uniqueness().keyword());
    putStrings(json, "referenceTypes", attribute.referenceTypes());
    return json;
  }

  private static void putStrings(ObjectNode json, String key, List<String> values) {
    if (!values.isEmpty()) {
      var array = json.putArray(key);
      values.forEach(array::add);
    }
  }
}
