package dev.muster.scim.provider;

import dev.muster.scim.message.Json;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/// A resource as a store holds it.
///
/// @param id the resource's id, unique in its tenant
/// @param version 1 for a new resource, one more with each change
/// @param json the document: attributes without id, meta, schemas, and without a Group's members
public record StoredResource(
    String id,
    String resourceType,
    long version,
    Instant created,
    Instant lastModified,
    String displayName,
    Json json) {

  /// The document as a tree, not to be modified.
  public ObjectNode document() {
    return json.tree();
  }
}
