package dev.muster.store.resource;

import dev.muster.store.Dialect;
import dev.muster.store.NamedStatement;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A connection to the part of the tables that belongs to one tenant: statements find it bound as
/// `:tenant`.
///
/// @param footprint is told what is written to resources and members
record TenantSql(Connection connection, Dialect dialect, long tenant, Footprint footprint) {
  /// How many ids go into one statement at most.
  static final int CHUNK = 1_000;

  /// A connection for reading.
  TenantSql(Connection connection, Dialect dialect, long tenant) {
    this(connection, dialect, tenant, Footprint.NONE);
  }

  NamedStatement statement(String sql) {
    return new NamedStatement(connection, sql).bind("tenant", tenant);
  }

  /// A statement whose SQL holds `%s` where it says that the column is one of the ids.
  NamedStatement among(String sql, String column, Collection<String> ids) {
    if (ids.size() == 1) {
      return statement(sql.replace("%s", column + " = :ids")).bind("ids", ids.iterator().next());
    }
    return statement(sql.replace("%s", dialect.among(column, "ids")))
        .bind("ids", dialect.listValue(ids));
  }

  /// A statement whose SQL holds `%s` where the list of ids belongs, after `NOT IN`.
  NamedStatement notIn(String sql, Collection<String> ids) {
    return statement(sql.replace("%s", dialect.list("ids"))).bind("ids", dialect.listValue(ids));
  }

  /// The ids without repetitions, in parts that fit into statements.
  static List<List<String>> chunks(Collection<String> ids) {
    return chunks(List.copyOf(ids instanceof Set ? ids : new LinkedHashSet<>(ids)), CHUNK);
  }

  /// Ids in parts of a size.
  static List<List<String>> chunks(List<String> ids, int size) {
    var chunks = new ArrayList<List<String>>();
    for (int from = 0; from < ids.size(); from += size) {
      chunks.add(ids.subList(from, Math.min(from + size, ids.size())));
    }
    return chunks;
  }
}
