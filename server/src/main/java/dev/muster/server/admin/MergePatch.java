package dev.muster.server.admin;

import tools.jackson.databind.node.ObjectNode;

/// Changes of a JSON object by what shall differ (RFC 7396).
public final class MergePatch {
  private MergePatch() {}

  /// The object with the patch's members in place of its own; a null removes one, objects are
  /// merged.
  public static ObjectNode apply(ObjectNode object, ObjectNode patch) {
    var result = object.deepCopy();
    for (var member : patch.properties()) {
      var name = member.getKey();
      var value = member.getValue();
      if (value.isNull()) {
        result.remove(name);
      } else if (value instanceof ObjectNode part && result.get(name) instanceof ObjectNode old) {
        result.set(name, apply(old, part));
      } else {
        result.set(name, value.deepCopy());
      }
    }
    return result;
  }
}
