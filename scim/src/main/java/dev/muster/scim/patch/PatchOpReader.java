package dev.muster.scim.patch;

import dev.muster.scim.message.ScimException;
import dev.muster.scim.path.PatchPath;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads PatchOp messages. Member names are read in any case (RFC 7643 §2.1).
final class PatchOpReader {
  private PatchOpReader() {}

  static PatchOp read(JsonNode body) {
    if (!(body instanceof ObjectNode message)) {
      throw ScimException.invalidSyntax("PATCH: expected a JSON object with Operations");
    }
    requireSchema(find(message, "schemas"));
    var list = find(message, "Operations").filter(node -> node.isArray() && !node.isEmpty());
    if (list.isEmpty()) {
      throw ScimException.invalidSyntax("PATCH: \"Operations\" is not an array of operations");
    }
    var operations = new ArrayList<PatchOperation>();
    for (var operation : list.get()) {
      operations.add(operation(operations.size() + 1, operation));
    }
    return new PatchOp(operations);
  }

  private static void requireSchema(Optional<JsonNode> schemas) {
    if (schemas.isPresent()) {
      for (var urn : schemas.get()) {
        if (urn.isString() && urn.stringValue().equalsIgnoreCase(PatchOp.SCHEMA)) {
          return;
        }
      }
    }
    throw ScimException.invalidSyntax(
        "PATCH: \"schemas\" does not name \"%s\"".formatted(PatchOp.SCHEMA));
  }

  private static PatchOperation operation(int number, JsonNode node) {
    if (!(node instanceof ObjectNode json)) {
      throw ScimException.invalidSyntax(
          "PATCH: operation %d is not an object: %s".formatted(number, node));
    }
    var op = requireOp(number, json);
    return switch (op.toLowerCase(Locale.ROOT)) {
      case "add" -> new PatchOperation.Add(path(number, json), value(number, json));
      case "replace" -> new PatchOperation.Replace(path(number, json), value(number, json));
      case "remove" -> remove(number, json);
      default ->
          throw ScimException.invalidSyntax(
              "PATCH: operation %d has op \"%s\"; there are add, remove and replace"
                  .formatted(number, op));
    };
  }

  /// To ignore a value would remove all members where a client meant those that it lists. SAP's
  /// client removes with an empty text for a value; nothing is no value.
  private static PatchOperation remove(int number, ObjectNode json) {
    var path = path(number, json).orElseThrow(() -> removeWithoutPath(number));
    if (find(json, "value").filter(value -> !isNothing(value)).isPresent()) {
      throw ScimException.invalidValue(
          "PATCH: operation %d is a remove with a value; say in its path what goes: %s[value eq \"…\"]"
              .formatted(number, path));
    }
    return new PatchOperation.Remove(path);
  }

  private static boolean isNothing(JsonNode value) {
    return value.isNull() || (value.isString() && value.stringValue().isEmpty());
  }

  private static String requireOp(int number, ObjectNode json) {
    return find(json, "op")
        .filter(JsonNode::isString)
        .map(JsonNode::stringValue)
        .orElseThrow(() ->
            ScimException.invalidSyntax(
                "PATCH: operation %d has no op; there are add, remove and replace"
                    .formatted(number)));
  }

  private static Optional<PatchPath> path(int number, ObjectNode json) {
    var path = find(json, "path").filter(node -> !node.isNull());
    if (path.isEmpty()) {
      return Optional.empty();
    }
    if (!path.get().isString()) {
      throw ScimException.invalidPath(
          "PATCH: operation %d has path %s, expected a string".formatted(number, path.get()));
    }
    var text = path.get().stringValue();
    return Optional.of(PatchPath.parse(text));
  }

  private static JsonNode value(int number, ObjectNode json) {
    var value =
        find(json, "value")
            .orElseThrow(() ->
                ScimException.invalidValue("PATCH: operation %d has no value".formatted(number)));
    if (path(number, json).isEmpty() && !value.isObject()) {
      throw ScimException.invalidValue(
          "PATCH: operation %d has no path, so its value is an object of attributes, not %s"
              .formatted(number, value));
    }
    return value;
  }

  private static ScimException removeWithoutPath(int number) {
    return ScimException.noTarget(
        "PATCH: operation %d is a remove without path; name what to remove".formatted(number));
  }

  private static Optional<JsonNode> find(ObjectNode json, String name) {
    var exact = json.optional(name);
    if (exact.isPresent()) {
      return exact;
    }
    return json.propertyStream()
        .filter(property -> property.getKey().equalsIgnoreCase(name))
        .findFirst()
        .map(property -> property.getValue());
  }
}
