package dev.muster.store.resource;

import dev.muster.scim.message.ScimException;
import dev.muster.scim.provider.Position;
import dev.muster.scim.provider.ResourceQuery;
import dev.muster.scim.provider.ResourceQuery.Start;
import dev.muster.scim.provider.ResourceStore;
import dev.muster.scim.provider.ResourceStore.Page;
import dev.muster.scim.provider.Sort;
import dev.muster.scim.provider.SortKey;
import dev.muster.scim.provider.StoredResource;
import dev.muster.scim.provider.TenantId;
import dev.muster.store.Database;
import dev.muster.store.NamedStatement;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;

/// One run of a query: SQL finds the page where it can answer the whole filter and gives the order;
/// otherwise it finds candidates, which are evaluated batch by batch.
final class QueryRun {
  private static final int BATCH = 500;

  private final Database database;
  private final TenantId tenant;
  private final ResourceQuery query;
  private final Optional<Residue> residue;
  // Then all their ids are read at once: to walk through the type's would take longer.
  private final boolean selective;
  private final String condition;
  private final Map<String, Object> parameters;

  QueryRun(Database database, TenantId tenant, ResourceQuery query) {
    this.database = database;
    this.tenant = tenant;
    this.query = query;
    var narrowing = new FilterNarrowing(query.schema());
    var narrowed = query.filter().map(narrowing::narrow);
    this.residue =
        narrowed.flatMap(Narrowed::residue).map(filter -> new Residue(filter, query.schema()));
    var term = narrowed.flatMap(Narrowed::condition);
    this.selective = term.filter(Narrowed.Condition::selective).isPresent();
    this.condition = term.map(sql -> " AND " + sql.sql()).orElse("");
    this.parameters = narrowing.parameters();
  }

  Page page() {
    var order = SqlOrder.of(query.schema(), query.sort());
    if (query.sort().isPresent() && (selective || order.isEmpty())) {
      return sorted(query.sort().get());
    }
    return residue.isPresent() ? evaluated(order.orElseThrow()) : selected(order.orElseThrow());
  }

  private Page selected(SqlOrder order) {
    if (query.count() == 0) {
      return new Page(List.of(), OptionalLong.of(read(this::total)), Optional.empty());
    }
    return switch (query.start()) {
      case Start.Index(var startIndex) -> {
        long offset = Math.max(0, startIndex - 1);
        var rows = read(sql -> order.at(sql, condition, this::bind, offset, query.count()));
        yield new Page(resources(rows), total(offset, rows), Optional.empty());
      }
      case Start.Beginning() -> {
        var rows = read(sql -> after(sql, order, Optional.empty(), query.count() + 1));
        yield page(resources(rows), total(0, rows));
      }
      case Start.After(var position) -> {
        var rows = read(sql -> after(sql, order, Optional.of(position), query.count() + 1));
        yield page(resources(rows), OptionalLong.empty());
      }
    };
  }

  private OptionalLong total(long offset, List<ResourceRow> rows) {
    return OptionalLong.of(
        offset == 0 && rows.size() < query.count() ? rows.size() : read(this::total));
  }

  private long total(TenantSql sql) {
    if (query.filter().isEmpty()) {
      return new ResourceRows(sql).count(query.resourceType());
    }
    var select =
        "SELECT COUNT(*) FROM resources r WHERE r.tenant_id = :tenant AND r.resource_type = :type";
    return bind(sql.statement(select + condition)).map(row -> row.getLong(1)).one();
  }

  private Page page(List<StoredResource> resources, OptionalLong total) {
    if (resources.size() <= query.count()) {
      return new Page(resources, total, Optional.empty());
    }
    var kept = resources.subList(0, query.count());
    return new Page(kept, total, Optional.of(position(kept.getLast())));
  }

  private Page evaluated(SqlOrder order) {
    var matches = new Matches(query);
    if (selective) {
      eachCandidate(matches::add);
    } else {
      walk(order, matches);
    }
    return query.start() instanceof Start.Index
        ? new Page(matches.page(), matches.total(), Optional.empty())
        : page(matches.page(), matches.total());
  }

  private void walk(SqlOrder order, Matches matches) {
    var from =
        query.start() instanceof Start.After(var position)
            ? Optional.of(position)
            : Optional.<Position>empty();
    int size = batchSize();
    while (true) {
      var place = from;
      var batch = read(sql -> load(sql, after(sql, order, place, size)));
      matches.add(matching(batch));
      if (batch.rows().size() < size || matches.complete()) {
        return;
      }
      from = Optional.of(position(batch.rows().getLast().toResource()));
    }
  }

  /// Sorts what has no order of its own. Only places are kept, not resources.
  private Page sorted(Sort sort) {
    var best = new BestPlaces(sort, query);
    if (selective) {
      eachCandidate(batch -> batch.forEach(best::add));
    } else {
      requireFew(read(sql -> new ResourceRows(sql).count(query.resourceType())), sort);
      var byId = SqlOrder.byId(false);
      var from = Optional.<Position>empty();
      int size = batchSize();
      for (var more = true; more; ) {
        var place = from;
        var batch = read(sql -> load(sql, after(sql, byId, place, size)));
        matching(batch).forEach(best::add);
        more = batch.rows().size() == size;
        from =
            more
                ? Optional.of(new Position(new SortKey.None(), batch.rows().getLast().id()))
                : from;
      }
    }
    var ids = best.page();
    var rows = read(sql -> rows(sql, ids));
    return new Page(resources(rows), best.total(), best.next());
  }

  private void eachCandidate(Consumer<List<StoredResource>> matches) {
    var ids = read(this::candidateIds);
    query.sort().ifPresent(sort -> requireFew(ids.size(), sort));
    // Without a sort the candidates are in the order of the page, which may begin among them.
    var rest =
        query.sort().isEmpty() && query.start() instanceof Start.After(var position)
            ? ids.stream().filter(id -> id.compareTo(position.id()) > 0).toList()
            : ids;
    for (var chunk : TenantSql.chunks(rest, batchSize())) {
      matches.accept(matching(read(sql -> load(sql, rows(sql, chunk)))));
    }
  }

  private static void requireFew(long candidates, Sort sort) {
    if (candidates > ResourceStore.MOST_SORTED) {
      throw ScimException.tooMany(
          ("sortBy: %d resources are too many to sort by \"%s\" (at most %d); sort by an attribute"
                  + " that is looked up, such as userName or displayName, or narrow the filter")
              .formatted(candidates, sort.path(), ResourceStore.MOST_SORTED));
    }
  }

  private int batchSize() {
    return residue.map(Residue::batchSize).orElse(BATCH);
  }

  private Residue.Batch load(TenantSql sql, List<ResourceRow> rows) {
    return residue
        .map(rest -> rest.load(sql, rows))
        .orElseGet(() -> new Residue.Batch(rows, Map.of(), Map.of()));
  }

  private List<StoredResource> matching(Residue.Batch batch) {
    return residue.map(rest -> rest.matching(batch)).orElseGet(() -> resources(batch.rows()));
  }

  private List<ResourceRow> after(
      TenantSql sql, SqlOrder order, Optional<Position> place, int limit) {
    return order.after(sql, condition, this::bind, place, limit);
  }

  private List<String> candidateIds(TenantSql sql) {
    var select =
        "SELECT r.id FROM resources r WHERE r.tenant_id = :tenant AND r.resource_type = :type"
            + condition
            + " ORDER BY r.id";
    return bind(sql.statement(select)).map(row -> row.getString(1)).list();
  }

  private List<ResourceRow> rows(TenantSql sql, List<String> ids) {
    var order = new HashMap<String, Integer>();
    ids.forEach(id -> order.put(id, order.size()));
    var rows = new ResourceRows(sql).findAll(query.resourceType(), ids);
    rows.sort(Comparator.comparing(row -> order.getOrDefault(row.id(), ids.size())));
    return rows;
  }

  private Position position(StoredResource resource) {
    return new Position(
        query.sort().map(sort -> SortKey.of(resource, sort.path())).orElseGet(SortKey.None::new),
        resource.id());
  }

  private NamedStatement bind(NamedStatement statement) {
    return statement.bind("type", query.resourceType()).bindMap(parameters);
  }

  private static List<StoredResource> resources(List<ResourceRow> rows) {
    return rows.stream().map(ResourceRow::toResource).toList();
  }

  private <T> T read(Function<TenantSql, T> select) {
    return database.readDirectly(
        connection -> select.apply(new TenantSql(connection, database.dialect(), tenant.value())));
  }
}
