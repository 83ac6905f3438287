package dev.muster.client;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// One page of a ListResponse.
///
/// @param totalResults how many resources the query finds over all pages, as the provider says
public record ListPage(List<ObjectNode> resources, long totalResults) {
  public ListPage {
    resources = List.copyOf(resources);
  }
}
