package dev.muster.scim.patch;

import dev.muster.scim.message.ScimJson;
import dev.muster.scim.path.PatchPath;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One operation of a PATCH request (RFC 7644 §3.5.2).
public sealed interface PatchOperation {

  /// Adds a value to the path's target; without a path, the value's members are added to the
  /// resource.
  record Add(Optional<PatchPath> path, JsonNode value) implements PatchOperation {}

  /// Replaces the value at the path's target; without a path, the value's members replace those of
  /// the resource.
  record Replace(Optional<PatchPath> path, JsonNode value) implements PatchOperation {}

  /// Removes the path's target.
  record Remove(PatchPath path) implements PatchOperation {}

  /// The operation as it stands in a request.
  default ObjectNode toJson() {
    return switch (this) {
      case Add(var path, var value) -> json("add", path, Optional.of(value));
      case Replace(var path, var value) -> json("replace", path, Optional.of(value));
      case Remove(var path) -> json("remove", Optional.of(path), Optional.empty());
    };
  }

  private static ObjectNode json(String op, Optional<PatchPath> path, Optional<JsonNode> value) {
    var json = ScimJson.object();
    json.put("op", op);
    path.ifPresent(target -> json.put("path", target.toString()));
    value.ifPresent(node -> json.set("value", node));
    return json;
  }
}
