package dev.muster.client;

import dev.muster.client.ScimClientException.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// Keeps track of a walk over pages: it ends with totalResults or an empty page, and is given up
/// when a page brings nothing new.
final class PageWalk {
  private final String endpoint;
  private final Set<String> seen = new HashSet<>();
  private long next = 1;
  private boolean ended;

  PageWalk(String endpoint) {
    this.endpoint = endpoint;
  }

  long startIndex() {
    return next;
  }

  boolean ended() {
    return ended;
  }

  /// The resources of a page that were not on an earlier one: a resource may slip onto the next
  /// page when others are deleted or created meanwhile.
  List<ObjectNode> take(ListPage page) {
    var fresh = new ArrayList<ObjectNode>();
    for (var resource : page.resources()) {
      if (seen.add(resource.path("id").asString())) {
        fresh.add(resource);
      }
    }
    next += page.resources().size();
    ended = page.resources().isEmpty() || next > page.totalResults();
    if (fresh.isEmpty() && !page.resources().isEmpty()) {
      throw new ScimClientException(
          Kind.NO_PAGING,
          200,
          "GET %s: startIndex %d gives the same page again; the provider does not page"
              .formatted(endpoint, next - page.resources().size()));
    }
    return fresh;
  }
}
