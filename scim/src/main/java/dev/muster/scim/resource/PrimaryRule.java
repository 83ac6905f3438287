package dev.muster.scim.resource;

import dev.muster.scim.message.ScimException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// "The primary attribute value 'true' MUST appear no more than once" (RFC 7643 §2.4).
public final class PrimaryRule {
  private PrimaryRule() {}

  /// Throws `invalidValue` when several values are primary.
  ///
  /// @param label the attribute's path, for messages
  public static void requireOne(ArrayNode values, String label) {
    int primaries = 0;
    for (var value : values) {
      if (isPrimary(value) && ++primaries > 1) {
        throw ScimException.invalidValue(
            "attribute \"%s\": more than one value is primary; at most one may be"
                .formatted(label));
      }
    }
  }

  private static boolean isPrimary(JsonNode value) {
    return value.path("primary").asBoolean(false);
  }
}
