package dev.muster.store.resource;

import dev.muster.store.resource.LookupWork.Task;
import java.util.List;
import java.util.Optional;

/// The table `lookup_work`, of one tenant.
record LookupWorkRows(TenantSql sql) {

  List<LookupWork> all() {
    var select =
        "SELECT "
            + LookupWork.COLUMNS
            + " FROM lookup_work WHERE tenant_id = :tenant ORDER BY resource_type, attribute";
    return sql.statement(select).map(LookupWork::of).list();
  }

  Optional<LookupWork> find(String resourceType, String attribute) {
    var select =
        "SELECT "
            + LookupWork.COLUMNS
            + " FROM lookup_work"
            + " WHERE tenant_id = :tenant AND resource_type = :type AND attribute = :attribute";
    return sql.statement(select)
        .bind("type", resourceType)
        .bind("attribute", attribute)
        .map(LookupWork::of)
        .findOne();
  }

  /// Puts work in place of what there was for the same lookups.
  void put(LookupWork work, long due) {
    find(work.resourceType(), work.attribute()).ifPresent(this::remove);
    var insert =
        """
        INSERT INTO lookup_work
          (tenant_id, resource_type, attribute, task, is_unique, after_id, done, total,
           since_sequence, due, owner, leased_until)
        VALUES
          (:tenant, :type, :attribute, :task, :unique, :after, :done, :total, :since, :due, '', 0)
        """;
    sql.statement(insert)
        .bind("type", work.resourceType())
        .bind("attribute", work.attribute())
        .bind("task", work.task().name())
        .bind("unique", work.unique() ? 1 : 0)
        .bind("after", work.afterId())
        .bind("done", work.done())
        .bind("total", work.total())
        .bind("since", work.sinceSequence())
        .bind("due", due)
        .execute();
  }

  /// Notes how far work has come; false if it is no longer there to be done.
  boolean progress(LookupWork work) {
    var update =
        """
        UPDATE lookup_work SET after_id = :after, done = :done, since_sequence = :since
        WHERE tenant_id = :tenant AND resource_type = :type AND attribute = :attribute
          AND task = :task
        """;
    return sql.statement(update)
            .bind("type", work.resourceType())
            .bind("attribute", work.attribute())
            .bind("task", work.task().name())
            .bind("after", work.afterId())
            .bind("done", work.done())
            .bind("since", work.sinceSequence())
            .execute()
        == 1;
  }

  /// Removes work; false if other work has taken its place.
  boolean remove(LookupWork work) {
    var delete =
        """
        DELETE FROM lookup_work
        WHERE tenant_id = :tenant AND resource_type = :type AND attribute = :attribute
          AND task = :task
        """;
    return sql.statement(delete)
            .bind("type", work.resourceType())
            .bind("attribute", work.attribute())
            .bind("task", work.task().name())
            .execute()
        == 1;
  }

  static LookupWork start(String type, String attribute, Task task, boolean unique, long total) {
    return new LookupWork(type, attribute, task, unique, "", 0, total, 0);
  }
}
