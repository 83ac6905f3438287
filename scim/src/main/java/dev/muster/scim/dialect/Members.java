package dev.muster.scim.dialect;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Members of JSON objects by names that ignore case (RFC 7643 §2.1).
final class Members {
  private Members() {}

  static Optional<JsonNode> find(ObjectNode object, String name) {
    var exact = object.get(name);
    if (exact != null) {
      return Optional.of(exact);
    }
    for (var member : object.properties()) {
      if (member.getKey().equalsIgnoreCase(name)) {
        return Optional.of(member.getValue());
      }
    }
    return Optional.empty();
  }

  /// The name as the object spells it.
  static Optional<String> findName(ObjectNode object, String name) {
    return object.has(name)
        ? Optional.of(name)
        : object.properties().stream()
            .map(Map.Entry::getKey)
            .filter(key -> key.equalsIgnoreCase(name))
            .findFirst();
  }
}
