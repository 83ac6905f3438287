package dev.muster.scim.dialect;

import dev.muster.scim.schema.ResourceSchema;
import dev.muster.scim.schema.SchemaRegistry;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// The parts of a request in which clients differ.
///
/// @param schemas of the tenant
/// @param schema of the resources that the path names; empty for `/Bulk` and for queries on all
///   types
/// @param id of the resource that the path names
/// @param entraFlag whether the query has `aadOptscim062020`, which nobody but Entra sends
/// @param body belongs to the rewriting: it is changed in place
public record DialectRequest(
    Kind kind,
    SchemaRegistry schemas,
    Optional<ResourceSchema> schema,
    Optional<String> id,
    boolean entraFlag,
    Optional<String> filter,
    Optional<ObjectNode> body) {

  /// What a request asks for.
  public enum Kind {
    /// A filter in the URL, or in the body of a search.
    QUERY,
    CREATE,
    REPLACE,
    PATCH,
    BULK,
    /// Nothing that clients say in their own way.
    OTHER
  }

  DialectRequest with(Optional<String> newFilter, Optional<ObjectNode> newBody) {
    return new DialectRequest(kind, schemas, schema, id, entraFlag, newFilter, newBody);
  }

  /// One operation of a bulk request as a request of its own.
  DialectRequest part(
      Kind partKind, ResourceSchema partSchema, Optional<String> partId, ObjectNode data) {
    return new DialectRequest(
        partKind,
        schemas,
        Optional.of(partSchema),
        partId,
        entraFlag,
        Optional.empty(),
        Optional.of(data));
  }
}
