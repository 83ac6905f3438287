package dev.muster.scim.dialect;

import dev.muster.scim.message.ScimJson;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// An operation of a PATCH as sent: nothing of it has been understood yet.
record PatchStep(String op, Optional<String> path, Optional<JsonNode> value) {

  /// The operation, if its members are of the right types; a reader of the RFC's forms refuses
  /// others better than we could.
  static Optional<PatchStep> find(JsonNode json) {
    if (!(json instanceof ObjectNode operation)) {
      return Optional.empty();
    }
    var op = Members.find(operation, "op");
    var path = Members.find(operation, "path").filter(node -> !node.isNull());
    if (!(op.orElse(operation) instanceof StringNode)
        || path.stream().anyMatch(n -> !n.isString())) {
      return Optional.empty();
    }
    return Optional.of(
        new PatchStep(
            op.orElseThrow().stringValue(),
            path.map(JsonNode::stringValue),
            Members.find(operation, "value")));
  }

  boolean is(String keyword) {
    return op.equalsIgnoreCase(keyword);
  }

  /// What the operation brings for a whole resource, if it names no path.
  Optional<ObjectNode> members() {
    return path.isEmpty() && value.isPresent() && value.get() instanceof ObjectNode members
        ? Optional.of(members)
        : Optional.empty();
  }

  PatchStep withOp(String keyword) {
    return new PatchStep(keyword, path, value);
  }

  PatchStep withPath(String text) {
    return new PatchStep(op, Optional.of(text), value);
  }

  PatchStep withValue(JsonNode node) {
    return new PatchStep(op, path, Optional.of(node));
  }

  ObjectNode toJson() {
    var json = ScimJson.object().put("op", op);
    path.ifPresent(text -> json.put("path", text));
    value.ifPresent(node -> json.set("value", node));
    return json;
  }
}
