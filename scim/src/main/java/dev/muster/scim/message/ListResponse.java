package dev.muster.scim.message;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The body of a query's response (RFC 7644 §3.4.2).
public final class ListResponse {
  /// URN of the message.
  public static final String SCHEMA = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

  // What is around the resources, with a cursor.
  private static final int ENVELOPE = 512;

  private ListResponse() {}

  /// One page of results. `Resources` is there even when empty: Entra's samples show it so, and
  /// clients iterate over it without looking.
  ///
  /// @param totalResults how many resources the query finds over all pages
  /// @param startIndex 1-based index of the page's first resource
  public static Json toJson(List<Json> resources, long totalResults, long startIndex) {
    return toJson(resources, totalResults, OptionalLong.of(startIndex), Optional.empty());
  }

  /// One page of results, by index or by cursor (RFC 9865 §2).
  ///
  /// @param startIndex empty for a page that a cursor has named
  /// @param nextCursor empty on the last page
  public static Json toJson(
      List<Json> resources,
      long totalResults,
      OptionalLong startIndex,
      Optional<String> nextCursor) {
    int size = resources.stream().mapToInt(resource -> resource.utf8().length + 1).sum();
    var response = new JsonBuilder(size + ENVELOPE).open();
    response.openArray("schemas").add(SCHEMA).closeArray();
    response.put("totalResults", totalResults);
    startIndex.ifPresent(index -> response.put("startIndex", index));
    response.put("itemsPerPage", resources.size());
    nextCursor.ifPresent(cursor -> response.put("nextCursor", cursor));
    response.openArray("Resources");
    resources.forEach(response::add);
    return response.closeArray().close().toJson();
  }
}
