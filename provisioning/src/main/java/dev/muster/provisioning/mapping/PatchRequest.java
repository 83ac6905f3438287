package dev.muster.provisioning.mapping;

import dev.muster.provisioning.plan.AttributeChange;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Makes the bodies of PATCH requests (RFC 7644 §3.5.2): one operation per attribute, each with its
/// path. Repeating such a request changes nothing more.
public final class PatchRequest {
  private static final String PATCH_OP = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private PatchRequest() {}

  /// Changes of attributes.
  ///
  /// @param targetIds of the referenced objects, by path; a reference without one is left out
  public static ObjectNode of(List<AttributeChange> changes, Map<String, String> targetIds) {
    var operations = JSON.arrayNode();
    for (var change : changes) {
      if (change.after().isNull()) {
        operation(operations, "remove", change.path());
      } else if (!change.added().isEmpty()) {
        change.added().forEach(operation(operations, "add", change.path()).putArray("value")::add);
      } else if (change.reference().isEmpty()) {
        operation(operations, verb(change), change.path()).set("value", change.after());
      } else if (targetIds.containsKey(change.path())) {
        operation(operations, verb(change), change.path())
            .set("value", reference(change.path(), targetIds.getOrDefault(change.path(), "")));
      }
    }
    return request(operations);
  }

  /// Members, by target id, that join a group and leave it.
  public static ObjectNode ofMembers(List<String> add, List<String> remove) {
    var operations = JSON.arrayNode();
    if (!add.isEmpty()) {
      var value = operation(operations, "add", "members").putArray("value");
      add.forEach(id -> value.addObject().put("value", id));
    }
    for (var id : remove) {
      operation(operations, "remove", "members[value eq %s]".formatted(StringNode.valueOf(id)));
    }
    return request(operations);
  }

  /// Whether a request would change nothing.
  public static boolean empty(ObjectNode request) {
    return request.path("Operations").isEmpty();
  }

  /// The value of a reference: its id alone where the path ends in `.value`, else a complex value
  /// that holds it.
  static JsonNode reference(String path, String targetId) {
    return path.endsWith(".value")
        ? StringNode.valueOf(targetId)
        : JSON.objectNode().put("value", targetId);
  }

  private static String verb(AttributeChange change) {
    return change.before().isNull() ? "add" : "replace";
  }

  private static ObjectNode operation(ArrayNode operations, String op, String path) {
    return operations.addObject().put("op", op).put("path", path);
  }

  private static ObjectNode request(ArrayNode operations) {
    var request = JSON.objectNode();
    request.putArray("schemas").add(PATCH_OP);
    request.set("Operations", operations);
    return request;
  }
}
