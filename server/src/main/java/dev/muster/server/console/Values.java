package dev.muster.server.console;

import dev.muster.scim.message.ScimJson;
import tools.jackson.databind.JsonNode;

/// Attribute values as people read them.
final class Values {
  private Values() {}

  /// A text without its quotes, anything else as JSON; empty text for no value.
  static String text(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    return value.isString() ? value.stringValue() : value.toString();
  }

  /// JSON over several lines.
  static String pretty(JsonNode json) {
    return ScimJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(json);
  }
}
