package dev.muster.conformance.check;

import tools.jackson.databind.JsonNode;

/// A resource that a check has made.
///
/// @param path after the base URL, such as `/Users/42`
/// @param json as the provider showed it when it was made
public record Resource(String path, String id, JsonNode json) {

  /// A text of it, such as `userName`.
  public String text(String attribute) {
    return json.path(attribute).asString("");
  }
}
