package dev.muster.server.explain;

import dev.muster.provisioning.log.SecretPaths;
import dev.muster.provisioning.mapping.CompiledMapping;
import dev.muster.scim.schema.SchemaRegistry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Target paths whose values nobody is shown: those that a mapping puts into `Redact`, and those
/// that the target's schema calls secret.
record Hidden(Set<String> paths) {
  private static final JsonNode REDACTED = StringNode.valueOf("[Redact]");

  static Hidden of(CompiledMapping mapping, SchemaRegistry schemas) {
    var paths = new HashSet<>(mapping.redacted());
    paths.addAll(SecretPaths.of(mapping.mapping(), schemas));
    return new Hidden(Set.copyOf(paths));
  }

  boolean hides(String path) {
    return paths.contains(path);
  }

  JsonNode shown(String path, JsonNode value) {
    return hides(path) && !value.isNull() ? REDACTED : value;
  }

  /// Values by their path; changed in place.
  ObjectNode values(ObjectNode byPath) {
    List.copyOf(byPath.properties())
        .forEach(value -> byPath.replace(value.getKey(), shown(value.getKey(), value.getValue())));
    return byPath;
  }

  /// A planned action as the admin API shows it; changed in place.
  ObjectNode action(ObjectNode action) {
    if (action.path("values") instanceof ObjectNode values) {
      values(values);
    }
    for (var change : action.path("changes")) {
      if (change instanceof ObjectNode object) {
        var path = object.path("path").asString();
        object.replace("before", shown(path, object.path("before")));
        object.replace("after", shown(path, object.path("after")));
      }
    }
    return action;
  }
}
