package dev.muster.store.resource;

import dev.muster.scim.provider.Position;
import dev.muster.scim.provider.ResourceQuery;
import dev.muster.scim.provider.ResourceQuery.Start;
import dev.muster.scim.provider.ResourceStore;
import dev.muster.scim.provider.Sort;
import dev.muster.scim.provider.SortKey;
import dev.muster.scim.provider.StoredResource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;

/// Picks from resources that come in any order those of one page in the order of a sort. It keeps
/// places, and no more of them than the page and what goes before it.
final class BestPlaces {
  private final Sort sort;
  private final Start start;
  private final int count;
  private final int offset;
  private final Comparator<Position> order;
  private final PriorityQueue<Position> best;
  private long total;

  BestPlaces(Sort sort, ResourceQuery query) {
    this.sort = sort;
    this.start = query.start();
    this.count = query.count();
    this.offset =
        start instanceof Start.Index(var startIndex)
            ? Math.clamp(startIndex - 1, 0, ResourceStore.MOST_SORTED)
            : 0;
    this.order = sort.comparator();
    this.best = new PriorityQueue<>(order.reversed());
  }

  void add(StoredResource match) {
    total++;
    var place = new Position(SortKey.of(match, sort.path()), match.id());
    if (start instanceof Start.After(var position) && order.compare(place, position) <= 0) {
      return;
    }
    best.add(place);
    if (best.size() > offset + count + 1) {
      best.poll();
    }
  }

  /// Ids of the page's resources, in order.
  List<String> page() {
    return places().stream().map(Position::id).toList();
  }

  OptionalLong total() {
    return start instanceof Start.After ? OptionalLong.empty() : OptionalLong.of(total);
  }

  Optional<Position> next() {
    return start instanceof Start.Index || count == 0 || best.size() <= count
        ? Optional.empty()
        : Optional.of(places().getLast());
  }

  private List<Position> places() {
    var sorted = new ArrayList<>(best);
    sorted.sort(order);
    int from = Math.min(offset, sorted.size());
    return sorted.subList(from, Math.min(from + count, sorted.size()));
  }
}
