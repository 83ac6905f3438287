package dev.muster.store.resource;

import dev.muster.store.Dialect;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/// A handle on the part of the tables that belongs to one tenant: statements find it bound as
/// `:tenant`.
record TenantSql(Handle handle, Dialect dialect, long tenant) {
  /// How many ids go into one statement at most.
  static final int CHUNK = 1_000;

  Query query(String sql) {
    return handle.createQuery(sql).bind("tenant", tenant);
  }

  Update update(String sql) {
    return handle.createUpdate(sql).bind("tenant", tenant);
  }

  /// A batch; each of its rows has to bind the tenant itself.
  PreparedBatch batch(String sql) {
    return handle.prepareBatch(sql);
  }

  /// A query whose SQL holds `%s` where it says that the column is one of the ids.
  Query queryAmong(String sql, String column, Collection<String> ids) {
    return dialect.bindList(query(sql.formatted(dialect.among(column, "ids"))), "ids", ids);
  }

  /// A query whose SQL holds `%s` where the list of ids belongs, after `NOT IN`.
  Query queryNotIn(String sql, Collection<String> ids) {
    return dialect.bindList(query(sql.formatted(dialect.list("ids"))), "ids", ids);
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
