package dev.muster.store.resource;

import dev.muster.scim.filter.CheckedFilter;
import dev.muster.scim.provider.ResourceQuery;
import dev.muster.scim.provider.ResourceStore.Page;
import dev.muster.scim.provider.StoredResource;
import dev.muster.scim.provider.TenantId;
import dev.muster.store.Database;
import dev.muster.store.NamedStatement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// One run of a query: SQL finds the page where it can answer the whole filter; otherwise it finds
/// candidates, which are evaluated batch by batch.
final class QueryRun {
  private static final String OF_TYPE =
      " FROM resources r WHERE r.tenant_id = :tenant AND r.resource_type = :type";

  private final Database database;
  private final TenantId tenant;
  private final ResourceQuery query;
  private final Optional<CheckedFilter> residue;
  // Then all their ids are read at once: to walk through the type's would take longer.
  private final boolean selective;
  private final String candidates;
  private final Map<String, Object> parameters;

  QueryRun(Database database, TenantId tenant, ResourceQuery query) {
    this.database = database;
    this.tenant = tenant;
    this.query = query;
    var narrowing = new FilterNarrowing(query.resourceType());
    var narrowed = query.filter().map(narrowing::narrow);
    this.residue = narrowed.flatMap(Narrowed::residue);
    var condition = narrowed.flatMap(Narrowed::condition);
    this.selective = condition.filter(Narrowed.Condition::selective).isPresent();
    this.candidates = OF_TYPE + condition.map(term -> " AND " + term.sql()).orElse("");
    this.parameters = narrowing.parameters();
  }

  Page page() {
    return residue
        .map(filter -> evaluated(new Residue(filter, query.resourceType())))
        .orElseGet(this::selected);
  }

  private Page selected() {
    var rows = query.count() > 0 ? read(this::pageRows) : List.<ResourceRow>of();
    long total = offset() == 0 && rows.size() < query.count() ? rows.size() : read(this::total);
    return new Page(rows.stream().map(ResourceRow::toResource).toList(), total);
  }

  private List<ResourceRow> pageRows(TenantSql sql) {
    var select =
        "SELECT " + ResourceRow.COLUMNS + candidates + " ORDER BY r.id LIMIT :limit OFFSET :offset";
    return bind(sql.statement(select))
        .bind("limit", query.count())
        .bind("offset", offset())
        .map(ResourceRow::of)
        .list();
  }

  private long total(TenantSql sql) {
    if (query.filter().isEmpty()) {
      return new ResourceRows(sql).count(query.resourceType());
    }
    return bind(sql.statement("SELECT COUNT(*)" + candidates)).map(row -> row.getLong(1)).one();
  }

  private Page evaluated(Residue rest) {
    var matches = new Matches();
    if (selective) {
      for (var ids : TenantSql.chunks(read(this::candidateIds), rest.batchSize())) {
        matches.add(rest.matching(read(sql -> rest.load(sql, rows(sql, ids)))));
      }
    } else {
      walk(rest, matches);
    }
    return new Page(matches.page, matches.total);
  }

  private void walk(Residue rest, Matches matches) {
    var batch = read(sql -> rest.load(sql, candidatesAfter(sql, "", rest.batchSize())));
    matches.add(rest.matching(batch));
    while (batch.rows().size() == rest.batchSize()) {
      var last = batch.rows().getLast().id();
      batch = read(sql -> rest.load(sql, candidatesAfter(sql, last, rest.batchSize())));
      matches.add(rest.matching(batch));
    }
  }

  private List<String> candidateIds(TenantSql sql) {
    var select = "SELECT r.id" + candidates + " ORDER BY r.id";
    return bind(sql.statement(select)).map(row -> row.getString(1)).list();
  }

  private List<ResourceRow> rows(TenantSql sql, List<String> ids) {
    var order = new HashMap<String, Integer>();
    ids.forEach(id -> order.put(id, order.size()));
    var rows = new ResourceRows(sql).findAll(query.resourceType(), ids);
    rows.sort(Comparator.comparing(row -> order.getOrDefault(row.id(), ids.size())));
    return rows;
  }

  private List<ResourceRow> candidatesAfter(TenantSql sql, String after, int limit) {
    var select =
        "SELECT "
            + ResourceRow.COLUMNS
            + candidates
            + " AND r.id > :after ORDER BY r.id LIMIT :limit";
    return bind(sql.statement(select))
        .bind("after", after)
        .bind("limit", limit)
        .map(ResourceRow::of)
        .list();
  }

  private NamedStatement bind(NamedStatement statement) {
    return statement.bind("type", query.resourceType()).bindMap(parameters);
  }

  private long offset() {
    return Math.max(0, query.startIndex() - 1);
  }

  private <T> T read(Function<TenantSql, T> select) {
    return database.readDirectly(
        connection -> select.apply(new TenantSql(connection, database.dialect(), tenant.value())));
  }

  /// What has been found so far: all is counted, the page is kept.
  private final class Matches {
    private final List<StoredResource> page = new ArrayList<>();
    private long total;

    void add(List<StoredResource> matches) {
      for (var match : matches) {
        if (total >= offset() && page.size() < query.count()) {
          page.add(match);
        }
        total++;
      }
    }
  }
}
