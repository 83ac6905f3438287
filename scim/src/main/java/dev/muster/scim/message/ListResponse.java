package dev.muster.scim.message;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// The body of a query's response (RFC 7644 §3.4.2).
public final class ListResponse {
  /// URN of the message.
  public static final String SCHEMA = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

  private ListResponse() {}

  /// One page of results. `Resources` is there even when empty: Entra's samples show it so, and
  /// clients iterate over it without looking.
  ///
  /// @param totalResults how many resources the query finds over all pages
  /// @param startIndex 1-based index of the page's first resource
  public static ObjectNode toJson(List<ObjectNode> resources, long totalResults, long startIndex) {
    var response = ScimJson.object();
    response.putArray("schemas").add(SCHEMA);
    response.put("totalResults", totalResults);
    response.put("startIndex", startIndex);
    response.put("itemsPerPage", resources.size());
    response.putArray("Resources").addAll(resources);
    return response;
  }
}
