package dev.muster.store.resource;

import dev.muster.scim.filter.CheckedFilter;
import dev.muster.scim.provider.ResourceQuery;
import dev.muster.scim.provider.ResourceStore.Page;
import dev.muster.scim.provider.StoredResource;
import dev.muster.scim.provider.TenantId;
import dev.muster.store.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.statement.Query;

/// One run of a query: SQL finds the page where it can answer the whole filter; otherwise it finds
/// candidates, which are evaluated batch by batch.
final class QueryRun {
  private static final String OF_TYPE =
      " FROM resources r WHERE r.tenant_id = :tenant AND r.resource_type = :type";

  private final Database database;
  private final TenantId tenant;
  private final ResourceQuery query;
  private final Optional<CheckedFilter> residue;
  private final String candidates;
  private final Map<String, Object> parameters;

  QueryRun(Database database, TenantId tenant, ResourceQuery query) {
    this.database = database;
    this.tenant = tenant;
    this.query = query;
    var narrowing = new FilterNarrowing(query.resourceType());
    var narrowed = query.filter().map(narrowing::narrow);
    this.residue = narrowed.flatMap(Narrowed::residue);
    this.candidates =
        OF_TYPE
            + narrowed
                .flatMap(Narrowed::condition)
                .map(condition -> " AND " + condition.sql())
                .orElse("");
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

  // Ids come from the index alone; documents are read for the page only.
  private List<ResourceRow> pageRows(TenantSql sql) {
    var select =
        "SELECT "
            + ResourceRow.COLUMNS
            + " FROM resources r WHERE r.tenant_id = :tenant AND r.id IN (SELECT r.id"
            + candidates
            + " ORDER BY r.id LIMIT :limit OFFSET :offset) ORDER BY r.id";
    return bind(sql.query(select))
        .bind("limit", query.count())
        .bind("offset", offset())
        .map(ResourceRow::of)
        .list();
  }

  private long total(TenantSql sql) {
    if (query.filter().isEmpty()) {
      return new ResourceRows(sql).count(query.resourceType());
    }
    return bind(sql.query("SELECT COUNT(*)" + candidates)).mapTo(Long.class).one();
  }

  private Page evaluated(Residue rest) {
    var page = new ArrayList<StoredResource>();
    long total = 0;
    var after = "";
    while (true) {
      var last = after;
      var batch = read(sql -> rest.load(sql, candidatesAfter(sql, last, rest.batchSize())));
      for (var match : rest.matching(batch)) {
        if (total >= offset() && page.size() < query.count()) {
          page.add(match);
        }
        total++;
      }
      if (batch.rows().size() < rest.batchSize()) {
        return new Page(page, total);
      }
      after = batch.rows().getLast().id();
    }
  }

  private List<ResourceRow> candidatesAfter(TenantSql sql, String after, int limit) {
    var select =
        "SELECT "
            + ResourceRow.COLUMNS
            + candidates
            + " AND r.id > :after ORDER BY r.id LIMIT :limit";
    return bind(sql.query(select))
        .bind("after", after)
        .bind("limit", limit)
        .map(ResourceRow::of)
        .list();
  }

  private Query bind(Query statement) {
    return statement.bind("type", query.resourceType()).bindMap(parameters);
  }

  private long offset() {
    return Math.max(0, query.startIndex() - 1);
  }

  private <T> T read(Function<TenantSql, T> select) {
    return database.read(
        handle -> select.apply(new TenantSql(handle, database.dialect(), tenant.value())));
  }
}
