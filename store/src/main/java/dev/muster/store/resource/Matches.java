package dev.muster.store.resource;

import dev.muster.scim.provider.ResourceQuery;
import dev.muster.scim.provider.ResourceQuery.Start;
import dev.muster.scim.provider.StoredResource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// What an evaluated query has found so far, in order. A page by index and a first page count all
/// matches; one after a position is complete when it is full. Pages that have a next one hold one
/// resource more, which tells that there is one.
final class Matches {
  private final Start start;
  private final long offset;
  private final int size;
  private final List<StoredResource> page = new ArrayList<>();
  private long total;

  Matches(ResourceQuery query) {
    this.start = query.start();
    this.offset = start instanceof Start.Index(var startIndex) ? Math.max(0, startIndex - 1) : 0;
    this.size =
        start instanceof Start.Index || query.count() == 0 ? query.count() : query.count() + 1;
  }

  void add(List<StoredResource> matches) {
    for (var match : matches) {
      if (total >= offset && page.size() < size) {
        page.add(match);
      }
      total++;
    }
  }

  boolean complete() {
    return start instanceof Start.After && page.size() == size;
  }

  List<StoredResource> page() {
    return page;
  }

  OptionalLong total() {
    return start instanceof Start.After ? OptionalLong.empty() : OptionalLong.of(total);
  }
}
