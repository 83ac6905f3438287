package dev.muster.store.resource;

import dev.muster.scim.path.CheckedPath;
import dev.muster.scim.provider.Position;
import dev.muster.scim.provider.Sort;
import dev.muster.scim.provider.SortKey;
import dev.muster.scim.schema.AttributeType;
import dev.muster.scim.schema.ResourceSchema;
import dev.muster.store.NamedStatement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// An order in which SQL gives resources along an index: by id, or by an attribute that has
/// lookups. It is made of stretches, one after the other: those with a value, in the order of the
/// lookups, and those without one, in the order of their ids.
final class SqlOrder {
  private static final String SKIP = " LIMIT :limit OFFSET :offset";

  private final List<Stretch> stretches;
  private final Map<String, Object> parameters;

  private SqlOrder(List<Stretch> stretches, Map<String, Object> parameters) {
    this.stretches = stretches;
    this.parameters = parameters;
  }

  static SqlOrder byId(boolean descending) {
    return new SqlOrder(List.of(Stretch.byId(descending, "")), Map.of());
  }

  /// The order that a query asks for; empty when only sorting makes it.
  static Optional<SqlOrder> of(ResourceSchema schema, Optional<Sort> sort) {
    if (sort.isEmpty()) {
      return Optional.of(byId(false));
    }
    if (sort.get().isById()) {
      return Optional.of(byId(sort.get().descending()));
    }
    return hasOneLookup(schema, sort.get().path())
        ? Optional.of(byLookup(sort.get()))
        : Optional.empty();
  }

  private static boolean hasOneLookup(ResourceSchema schema, CheckedPath path) {
    var type = path.leaf().type();
    return schema.isSearchable(path)
        && !path.attribute().multiValued()
        && !path.leaf().multiValued()
        && (type == AttributeType.STRING || type == AttributeType.REFERENCE);
  }

  private static SqlOrder byLookup(Sort sort) {
    var stretches = new ArrayList<Stretch>();
    stretches.add(Stretch.byValue(sort.descending()));
    if (!sort.path().attribute().required() || sort.path().subAttribute().isPresent()) {
      stretches.add(
          sort.descending() ? 0 : 1, Stretch.byId(sort.descending(), Stretch.WITHOUT_VALUE));
    }
    return new SqlOrder(stretches, Map.of("sort", sort.path().toString()));
  }

  /// The next rows after a place, or the first ones.
  ///
  /// @param condition on a row `r`, beginning with ` AND `, or empty
  /// @param bound binds the condition's parameters
  List<ResourceRow> after(
      TenantSql sql,
      String condition,
      UnaryOperator<NamedStatement> bound,
      Optional<Position> position,
      int limit) {
    var rows = new ArrayList<ResourceRow>();
    var from = position;
    for (var stretch : stretches) {
      if (from.isPresent() && !stretch.holds(from.get())) {
        continue;
      }
      var keyset = from.map(place -> " AND " + stretch.keyset).orElse("");
      var query =
          bound
              .apply(
                  sql.statement(
                      stretch.select + condition + keyset + stretch.order + " LIMIT :limit"))
              .bindMap(parameters)
              .bind("limit", limit - rows.size());
      from.ifPresent(place -> query.bindMap(stretch.place(place)));
      query.map(ResourceRow::of).forEach(rows::add);
      if (rows.size() == limit) {
        break;
      }
      from = Optional.empty();
    }
    return rows;
  }

  /// Rows by their number in the order.
  List<ResourceRow> at(
      TenantSql sql,
      String condition,
      UnaryOperator<NamedStatement> bound,
      long offset,
      int limit) {
    var rows = new ArrayList<ResourceRow>();
    long skip = offset;
    for (var stretch : stretches) {
      var select =
          sql.dialect().readsSkippedRows()
              ? stretch.skippingByIndex(condition)
              : stretch.select + condition + stretch.order + SKIP;
      bound
          .apply(sql.statement(select))
          .bindMap(parameters)
          .bind("limit", limit - rows.size())
          .bind("offset", skip)
          .map(ResourceRow::of)
          .forEach(rows::add);
      if (rows.size() == limit || stretch.equals(stretches.getLast())) {
        break;
      }
      skip = rows.isEmpty() ? skip - count(sql, stretch, condition, bound) : 0;
    }
    return rows;
  }

  private long count(
      TenantSql sql, Stretch stretch, String condition, UnaryOperator<NamedStatement> bound) {
    var counted = "SELECT COUNT(*) FROM (" + stretch.select + condition + ") AS s";
    return bound.apply(sql.statement(counted)).bindMap(parameters).map(row -> row.getLong(1)).one();
  }

  /// A part of an order that one index gives.
  ///
  /// @param keyset the condition that a row comes after `:place` and, where there is one, `:key`
  private record Stretch(boolean hasValues, String select, String keyset, String order) {
    static final String WITHOUT_VALUE =
        " AND NOT EXISTS (SELECT 1 FROM lookups l WHERE l.tenant_id = r.tenant_id"
            + " AND l.resource_id = r.id AND l.attribute = :sort)";

    static Stretch byId(boolean descending, String condition) {
      return new Stretch(
          false,
          "SELECT "
              + ResourceRow.COLUMNS
              + " FROM resources r WHERE r.tenant_id = :tenant AND r.resource_type = :type"
              + condition,
          "r.id" + (descending ? " < " : " > ") + ":place",
          " ORDER BY r.id" + (descending ? " DESC" : ""));
    }

    // CROSS JOIN has SQLite keep the order of the tables: the lookups lead.
    static Stretch byValue(boolean descending) {
      var direction = descending ? " DESC" : "";
      return new Stretch(
          true,
          "SELECT "
              + ResourceRow.COLUMNS
              + " FROM lookups l CROSS JOIN resources r"
              + " WHERE l.tenant_id = :tenant AND l.resource_type = :type AND l.attribute = :sort"
              + " AND r.tenant_id = l.tenant_id AND r.id = l.resource_id",
          "(l.value, l.resource_id)" + (descending ? " < " : " > ") + "(:key, :place)",
          " ORDER BY l.value" + direction + ", l.resource_id" + direction);
    }

    // The inner query needs nothing but ids, which the index has.
    String skippingByIndex(String condition) {
      if (hasValues) {
        return select + condition + order + SKIP;
      }
      var ids = select.replace(ResourceRow.COLUMNS, "r.tenant_id, r.id");
      return "SELECT "
          + ResourceRow.COLUMNS
          + " FROM ("
          + ids
          + condition
          + order
          + SKIP
          + ") AS k CROSS JOIN resources r WHERE r.tenant_id = k.tenant_id AND r.id = k.id"
          + order;
    }

    boolean holds(Position position) {
      return hasValues == position.key() instanceof SortKey.Text;
    }

    Map<String, Object> place(Position position) {
      var place = new HashMap<String, Object>();
      place.put("place", position.id());
      if (hasValues && position.key() instanceof SortKey.Text(var text)) {
        place.put("key", text);
      }
      return place;
    }
  }
}
