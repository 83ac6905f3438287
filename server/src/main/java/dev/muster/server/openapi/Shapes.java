package dev.muster.server.openapi;

import dev.muster.scim.message.ScimJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Reads shapes as `admin-api.yaml` writes them — `string`, `[integer]`, `{name: string!}`, the
/// name of a schema — and gives JSON Schemas (2020-12).
final class Shapes {
  private static final String REQUIRED = "!";
  private static final String LIKE = "like";
  private static final String ANY_OF = "anyOf";

  private Shapes() {}

  /// The schema of a shape.
  static ObjectNode schema(JsonNode shape) {
    return switch (shape) {
      case ObjectNode fields when fields.has(LIKE) -> like(fields);
      case ObjectNode choice when choice.has(ANY_OF) -> anyOf(choice.path(ANY_OF));
      case ObjectNode fields -> object(fields);
      case StringNode text -> named(text.stringValue());
      default -> array(schema(shape.path(0)));
    };
  }

  private static ObjectNode array(ObjectNode items) {
    var array = ScimJson.object().put("type", "array");
    array.set("items", items);
    return array;
  }

  /// Whether a field of that shape has to be there.
  static boolean required(JsonNode shape) {
    return shape.isString() && shape.stringValue().endsWith(REQUIRED);
  }

  private static ObjectNode like(ObjectNode fields) {
    var own = fields.deepCopy();
    own.remove(LIKE);
    var schema = ScimJson.object();
    schema.putArray("allOf").add(schema(fields.path(LIKE))).add(object(own));
    return schema;
  }

  private static ObjectNode anyOf(JsonNode shapes) {
    var schema = ScimJson.object();
    var choice = schema.putArray(ANY_OF);
    shapes.forEach(shape -> choice.add(schema(shape)));
    return schema;
  }

  private static ObjectNode object(ObjectNode fields) {
    var schema = ScimJson.object().put("type", "object");
    var properties = schema.putObject("properties");
    fields.properties().forEach(field -> properties.set(field.getKey(), schema(field.getValue())));
    var required =
        fields.properties().stream().filter(field -> required(field.getValue())).toList();
    if (!required.isEmpty()) {
      var names = schema.putArray("required");
      required.forEach(field -> names.add(field.getKey()));
    }
    return schema;
  }

  private static ObjectNode named(String text) {
    var name = text.endsWith(REQUIRED) ? text.substring(0, text.length() - 1) : text;
    if (name.startsWith("[")) {
      return array(named(name.substring(1, name.length() - 1)));
    }
    return switch (name) {
      case "string", "integer", "boolean", "number", "object" ->
          ScimJson.object().put("type", name);
      case "any" -> ScimJson.object();
      case "date-time", "uri" -> ScimJson.object().put("type", "string").put("format", name);
      default -> ScimJson.object().put("$ref", "#/components/schemas/" + name);
    };
  }
}
