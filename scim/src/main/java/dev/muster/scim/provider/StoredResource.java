package dev.muster.scim.provider;

import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/// A resource as a store holds it.
///
/// @param id the resource's id, unique in its tenant
/// @param version 1 for a new resource, one more with each change
/// @param document attributes without id, meta, schemas, and without a Group's members; not to be
///   modified
public record StoredResource(
    String id,
    String resourceType,
    long version,
    Instant created,
    Instant lastModified,
    String displayName,
    ObjectNode document) {}
