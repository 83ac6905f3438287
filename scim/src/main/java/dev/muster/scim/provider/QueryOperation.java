package dev.muster.scim.provider;

import dev.muster.scim.filter.CheckedFilter;
import dev.muster.scim.filter.FilterChecker;
import dev.muster.scim.message.Json;
import dev.muster.scim.message.ListResponse;
import dev.muster.scim.message.ScimException;
import dev.muster.scim.message.ScimJson;
import dev.muster.scim.path.AttributePath;
import dev.muster.scim.provider.Query.Paging;
import dev.muster.scim.provider.ResourceQuery.Start;
import dev.muster.scim.provider.ScimProvider.Endpoint;
import dev.muster.scim.resource.Projection;
import dev.muster.scim.schema.ResourceSchema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;

/// One query over the resources of a type, or of several: "a query against a server root indicates
/// that all resources within the server shall be included, subject to filtering" (RFC 7644
/// §3.4.2.1). Without a sort one type follows after the other; with one they are merged.
final class QueryOperation {
  // Merged pages by index are read from the beginning.
  private static final int MOST_MERGED = 10_000;

  private static final Position BEFORE_ALL = new Position(new SortKey.None(), "");

  private final ResourceStore store;
  private final Cursors cursors;
  private final List<Section> sections;
  private final Query query;
  private final int count;
  private final boolean sorted;

  /// @param endpoints of one tenant, at least one
  QueryOperation(
      ResourceStore store, Cursors cursors, List<Endpoint> endpoints, Query query, int count) {
    this.store = store;
    this.cursors = cursors;
    this.query = query;
    this.count = count;
    this.sorted = query.sortBy().isPresent();
    this.sections = sections(endpoints, query);
  }

  /// The page as a ListResponse message.
  Json answer(Function<ResourceSchema, Projection> projections) {
    return switch (query.paging()) {
      case Paging.Index(var startIndex) -> {
        var from = Math.max(1, startIndex);
        var found = byIndex(from);
        yield ListResponse.toJson(
            views(found, projections),
            found.total().orElseThrow(),
            OptionalLong.of(from),
            Optional.empty());
      }
      case Paging.Unsaid() -> first(projections, OptionalLong.of(1));
      case Paging.Cursor(var cursor) when cursor.isEmpty() ->
          first(projections, OptionalLong.empty());
      case Paging.Cursor(var cursor) -> {
        var place = cursors.open(cursor, identity());
        var found = after(place);
        yield ListResponse.toJson(
            views(found, projections),
            place.totalResults(),
            OptionalLong.empty(),
            found.next().map(next -> seal(next, place.totalResults())));
      }
    };
  }

  private Json first(Function<ResourceSchema, Projection> projections, OptionalLong startIndex) {
    var found = sorted ? merged(Optional.empty(), count) : inTurn(0, new Start.Beginning());
    long total = found.total().orElseThrow();
    return ListResponse.toJson(
        views(found, projections), total, startIndex, found.next().map(next -> seal(next, total)));
  }

  private Found after(Cursors.Place place) {
    return sorted
        ? merged(Optional.of(place.position()), count)
        : inTurn(place.section(), new Start.After(place.position()));
  }

  private Found byIndex(long startIndex) {
    if (sorted && sections.size() > 1) {
      return mergedByIndex(startIndex);
    }
    var found = new ArrayList<Match>();
    long total = 0;
    for (var section : sections) {
      var from = new Start.Index(Math.max(1, startIndex - total));
      var page = store.query(section.endpoint.tenant(), section.query(from, count - found.size()));
      page.resources().forEach(resource -> found.add(new Match(section, resource)));
      total += page.totalResults().orElseThrow();
    }
    return new Found(found, OptionalLong.of(total), Optional.empty());
  }

  /// One section after the other. The total is known when it starts from the beginning.
  private Found inTurn(int first, Start start) {
    var found = new ArrayList<Match>();
    var next = Optional.<Next>empty();
    long total = 0;
    for (int i = first; i < sections.size(); i++) {
      var section = sections.get(i);
      boolean full = count > 0 && found.size() == count;
      if (full && start instanceof Start.After) {
        return new Found(found, OptionalLong.empty(), next.or(beginningOf(i)));
      }
      var page =
          store.query(
              section.endpoint.tenant(),
              section.query(i == first ? start : new Start.Beginning(), count - found.size()));
      page.resources().forEach(resource -> found.add(new Match(section, resource)));
      long inSection = page.totalResults().orElse(0);
      int index = i;
      if (next.isEmpty()) {
        next =
            full && inSection > 0
                ? beginningOf(i).get()
                : page.next().map(position -> new Next(index, position));
      }
      total += inSection;
    }
    return new Found(found, OptionalLong.of(total), next);
  }

  private static Supplier<Optional<Next>> beginningOf(int section) {
    return () -> Optional.of(new Next(section, BEFORE_ALL));
  }

  /// All sections in one order.
  private Found merged(Optional<Position> after, int size) {
    var candidates = new ArrayList<Match>();
    boolean more = false;
    long total = 0;
    for (var section : sections) {
      var start = section.start(after);
      if (start.isEmpty()) {
        continue;
      }
      var page = store.query(section.endpoint.tenant(), section.query(start.get(), size));
      page.resources().forEach(resource -> candidates.add(new Match(section, resource)));
      more |= page.next().isPresent();
      total += page.totalResults().orElse(0);
    }
    candidates.sort(Comparator.comparing(Match::position, order()));
    var page = candidates.subList(0, Math.min(size, candidates.size()));
    var next =
        !page.isEmpty() && (more || candidates.size() > size)
            ? Optional.of(new Next(0, page.getLast().position()))
            : Optional.<Next>empty();
    return new Found(page, OptionalLong.of(total), next);
  }

  private Found mergedByIndex(long startIndex) {
    if (startIndex > MOST_MERGED) {
      throw ScimException.tooMany(
          "startIndex: %d is too far into several resource types at once; page with cursor"
              .formatted(startIndex));
    }
    int skip = (int) startIndex - 1;
    var found = merged(Optional.empty(), skip + count);
    var page =
        found.matches().subList(Math.min(skip, found.matches().size()), found.matches().size());
    return new Found(page, found.total(), Optional.empty());
  }

  private Comparator<Position> order() {
    var ascending = Comparator.comparing(Position::key).thenComparing(Position::id);
    return query.descending() ? ascending.reversed() : ascending;
  }

  private List<Json> views(Found found, Function<ResourceSchema, Projection> projections) {
    var views = new ArrayList<Json>(found.matches().size());
    for (int from = 0; from < found.matches().size(); ) {
      var section = found.matches().get(from).section();
      int to = from;
      var resources = new ArrayList<StoredResource>();
      while (to < found.matches().size() && found.matches().get(to).section().equals(section)) {
        resources.add(found.matches().get(to++).resource());
      }
      var schema = section.endpoint.schema();
      views.addAll(
          new ResourceView(store, section.endpoint, projections.apply(schema)).of(resources));
      from = to;
    }
    return views;
  }

  private String seal(Next next, long total) {
    return cursors.seal(new Cursors.Place(next.section(), next.position(), total), identity());
  }

  /// What a cursor is good for.
  private String identity() {
    var identity = ScimJson.object();
    identity.put("tenant", sections.getFirst().endpoint.tenant().value());
    sections.forEach(section -> identity.withArray("types").add(section.endpoint.typeName()));
    query.filter().ifPresent(filter -> identity.put("filter", filter));
    query.sortBy().ifPresent(sortBy -> identity.put("sortBy", sortBy));
    identity.put("descending", query.descending());
    return ScimJson.write(identity);
  }

  private static List<Section> sections(List<Endpoint> endpoints, Query query) {
    var schemas = endpoints.stream().map(Endpoint::schema).toList();
    var filters = query.filter().map(text -> FilterChecker.checkAll(text, schemas));
    var sorts = sorts(schemas, query);
    var sections = new ArrayList<Section>();
    for (int i = 0; i < schemas.size(); i++) {
      int index = i;
      sections.add(new Section(endpoints.get(i), filters.map(all -> all.get(index)), sorts.get(i)));
    }
    return sections;
  }

  private static List<Optional<Sort>> sorts(List<ResourceSchema> schemas, Query query) {
    if (query.sortBy().isEmpty()) {
      return schemas.stream().map(schema -> Optional.<Sort>empty()).toList();
    }
    var path = AttributePath.parse(query.sortBy().get());
    var sorts =
        schemas.stream().map(schema -> Sort.find(path, query.descending(), schema)).toList();
    // What a type does not have has no value in its resources: they keep the order of ids.
    var byId = Sort.find(AttributePath.of("id"), query.descending(), schemas.getFirst());
    if (sorts.stream().allMatch(Optional::isEmpty)) {
      var schema = schemas.getFirst();
      throw ScimException.invalidValue(
          "sortBy: unknown attribute \"%s\"%s"
              .formatted(
                  path,
                  schema.findSimilar(path).map("; did you mean \"%s\"?"::formatted).orElse("")));
    }
    return sorts.stream().map(sort -> sort.or(() -> byId)).toList();
  }

  /// The part of the query that is about one type.
  private record Section(Endpoint endpoint, Optional<CheckedFilter> filter, Optional<Sort> sort) {

    ResourceQuery query(Start start, int count) {
      return new ResourceQuery(endpoint.schema(), filter, sort, start, count);
    }

    /// Where this section goes on after a place in the merged order; empty when it is past.
    Optional<Start> start(Optional<Position> after) {
      if (after.isEmpty()) {
        return Optional.of(new Start.Beginning());
      }
      boolean hasKeys = !sort.orElseThrow().isById();
      if (hasKeys || after.get().key() instanceof SortKey.None) {
        return Optional.of(new Start.After(after.get()));
      }
      // Resources without a value follow all that have one, or came before them.
      return sort.orElseThrow().descending()
          ? Optional.empty()
          : Optional.of(new Start.Beginning());
    }
  }

  private record Match(Section section, StoredResource resource) {
    Position position() {
      return new Position(
          section.sort.map(sort -> SortKey.of(resource, sort.path())).orElseGet(SortKey.None::new),
          resource.id());
    }
  }

  private record Next(int section, Position position) {}

  private record Found(List<Match> matches, OptionalLong total, Optional<Next> next) {}
}
