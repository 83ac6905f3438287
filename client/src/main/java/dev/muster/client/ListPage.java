package dev.muster.client;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// One page of a ListResponse.
///
/// @param totalResults how many resources the query finds over all pages, as the provider says
/// @param nextCursor where the next page begins (RFC 9865)
public record ListPage(List<ObjectNode> resources, long totalResults, Optional<String> nextCursor) {
  public ListPage {
    resources = List.copyOf(resources);
  }
}
