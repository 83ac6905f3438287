package dev.muster.scim.message;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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
    return toJson(resources, totalResults, OptionalLong.of(startIndex), Optional.empty());
  }

  /// One page of results, by index or by cursor (RFC 9865 §2).
  ///
  /// @param startIndex empty for a page that a cursor has named
  /// @param nextCursor empty on the last page
  public static ObjectNode toJson(
      List<ObjectNode> resources,
      long totalResults,
      OptionalLong startIndex,
      Optional<String> nextCursor) {
    var response = ScimJson.object();
    response.putArray("schemas").add(SCHEMA);
    response.put("totalResults", totalResults);
    startIndex.ifPresent(index -> response.put("startIndex", index));
    response.put("itemsPerPage", resources.size());
    nextCursor.ifPresent(cursor -> response.put("nextCursor", cursor));
    response.putArray("Resources").addAll(resources);
    return response;
  }
}
