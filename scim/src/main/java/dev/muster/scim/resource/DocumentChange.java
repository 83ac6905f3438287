package dev.muster.scim.resource;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What became of one attribute between two versions of a document. A complex attribute that has
/// one value changes sub-attribute by sub-attribute; one with several values changes as a whole.
///
/// @param path names from the top of the document, such as `[name, givenName]`; an extension's
///   attributes begin with its URN
/// @param secret whether the schema forbids to show the value; both values are then left out
public record DocumentChange(
    List<String> path, Optional<JsonNode> before, Optional<JsonNode> after, boolean secret) {

  public DocumentChange {
    path = List.copyOf(path);
  }

  /// The path as PATCH writes it: `name.givenName`, `urn:…:User:department` (RFC 7644 §3.10).
  public String name() {
    var first = path.getFirst();
    var rest = String.join(".", path.subList(1, path.size()));
    if (rest.isEmpty()) {
      return first;
    }
    return first + (first.startsWith("urn:") ? ":" : ".") + rest;
  }
}
