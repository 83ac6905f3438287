package dev.muster.scim.bulk;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// One operation of a bulk request (RFC 7644 §3.7).
///
/// @param path relative to the tenant's base URL, such as `/Users` or `/Users/2819`
/// @param bulkId by which other operations of the request refer to the resource that a POST makes
/// @param version the entity tag that the resource has to have
/// @param data the body that the operation would have as a request of its own
public record BulkOperation(
    Method method,
    String path,
    Optional<String> bulkId,
    Optional<String> version,
    Optional<JsonNode> data) {

  public enum Method {
    POST,
    PUT,
    PATCH,
    DELETE
  }
}
