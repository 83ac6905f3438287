package dev.muster.store.job;

import static dev.muster.store.job.JobSql.OF_JOB;

import dev.muster.provisioning.job.ActionOutcome.LinkChange;
import dev.muster.provisioning.job.Link;
import dev.muster.provisioning.mapping.TargetState;
import dev.muster.provisioning.mapping.TargetState.Reference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Links, the members known to be in groups, and references that wait for their object.
final class LinkRows {
  private static final String SELECT =
      "SELECT object_type, source_id, target_id, known, disabled FROM links WHERE"
          + OF_JOB
          + "AND object_type = :type ";

  private LinkRows() {}

  static Map<String, Link> ofSources(JobSql sql, String type, Collection<String> ids) {
    var links = new HashMap<String, Link>();
    if (!ids.isEmpty()) {
      sql.bindList(
              sql.query(SELECT + "AND " + sql.among("source_id", "ids")).bind("type", type),
              "ids",
              ids)
          .map((row, c) -> link(row))
          .forEach(link -> links.put(link.sourceId(), link));
    }
    return links;
  }

  static Map<String, Link> ofTargets(JobSql sql, String type, Collection<String> ids) {
    var links = new HashMap<String, Link>();
    if (!ids.isEmpty()) {
      sql.bindList(
              sql.query(SELECT + "AND " + sql.among("target_id", "ids")).bind("type", type),
              "ids",
              ids)
          .map((row, c) -> link(row))
          .forEach(link -> links.put(link.targetId(), link));
    }
    return links;
  }

  static List<Link> page(JobSql sql, String type, String after, int limit) {
    return sql.query(SELECT + "AND source_id > :after ORDER BY source_id LIMIT :limit")
        .bind("type", type)
        .bind("after", after)
        .bind("limit", limit)
        .map((row, c) -> link(row))
        .list();
  }

  static long count(JobSql sql, String type) {
    return sql.query(
            "SELECT COUNT(*) FROM links WHERE"
                + OF_JOB
                + "AND object_type = :type AND disabled = 0")
        .bind("type", type)
        .mapTo(Long.class)
        .one();
  }

  static long countMembers(JobSql sql) {
    return sql.query("SELECT COUNT(*) FROM linked_members WHERE" + OF_JOB).mapTo(Long.class).one();
  }

  static List<String> members(JobSql sql, String group, String after, int limit) {
    return sql.query(
            "SELECT member_id FROM linked_members WHERE"
                + OF_JOB
                + "AND group_id = :group AND member_id > :after ORDER BY member_id LIMIT :limit")
        .bind("group", group)
        .bind("after", after)
        .bind("limit", limit)
        .mapTo(String.class)
        .list();
  }

  static Set<String> membersAmong(JobSql sql, String group, Collection<String> candidates) {
    if (candidates.isEmpty()) {
      return new HashSet<>();
    }
    return new HashSet<>(
        sql.bindList(
                sql.query(
                        "SELECT member_id FROM linked_members WHERE"
                            + OF_JOB
                            + "AND group_id = :group AND "
                            + sql.among("member_id", "ids"))
                    .bind("group", group),
                "ids",
                candidates)
            .mapTo(String.class)
            .list());
  }

  static Map<String, Set<String>> groupsOf(JobSql sql, Collection<String> members) {
    var groups = new HashMap<String, Set<String>>();
    if (!members.isEmpty()) {
      sql.bindList(
              sql.query(
                  "SELECT member_id, group_id FROM linked_members WHERE"
                      + OF_JOB
                      + "AND "
                      + sql.among("member_id", "ids")),
              "ids",
              members)
          .map((row, c) -> Map.entry(row.getString(1), row.getString(2)))
          .forEach(pair ->
              groups
                  .computeIfAbsent(pair.getKey(), member -> new HashSet<>())
                  .add(pair.getValue()));
    }
    return groups;
  }

  static Map<String, Set<String>> healable(JobSql sql) {
    var healable = new HashMap<String, Set<String>>();
    sql.query(
            """
            SELECT DISTINCT u.object_type, u.source_id FROM unresolved_references u
            JOIN links l ON l.tenant_id = u.tenant_id AND l.job_id = u.job_id
              AND l.object_type = u.referenced_type AND l.source_id = u.referenced_id
            WHERE u.tenant_id = :tenant AND u.job_id = :job
            """)
        .map((row, c) -> Map.entry(row.getString(1), row.getString(2)))
        .forEach(pair ->
            healable.computeIfAbsent(pair.getKey(), type -> new HashSet<>()).add(pair.getValue()));
    return healable;
  }

  static void change(JobSql sql, LinkChange change, List<Reference> unresolved) {
    switch (change) {
      case LinkChange.None none -> {}
      case LinkChange.Put(Link link) -> {
        put(sql, link);
        putUnresolved(sql, link, unresolved);
      }
      case LinkChange.Remove(String type, String id) -> remove(sql, type, id);
      case LinkChange.Members(String group, List<String> added, List<String> removed) -> {
        addMembers(sql, group, added);
        removeMembers(sql, group, removed);
      }
    }
  }

  private static void put(JobSql sql, Link link) {
    sql.update(
            """
            INSERT INTO links (tenant_id, job_id, object_type, source_id, target_id, known, disabled)
            VALUES (:tenant, :job, :type, :source, :target, :known, :disabled)
            ON CONFLICT (tenant_id, job_id, object_type, source_id) DO UPDATE
            SET target_id = excluded.target_id, known = excluded.known, disabled = excluded.disabled
            """)
        .bind("type", link.objectType())
        .bind("source", link.sourceId())
        .bind("target", link.targetId())
        .bind("known", JobJson.write(link.known()))
        .bind("disabled", link.disabled() ? 1 : 0)
        .execute();
  }

  private static void putUnresolved(JobSql sql, Link link, List<Reference> unresolved) {
    clearUnresolved(sql, link.objectType(), link.sourceId());
    for (var reference : unresolved) {
      sql.update(
              """
              INSERT INTO unresolved_references
                (tenant_id, job_id, object_type, source_id, referenced_type, referenced_id)
              VALUES (:tenant, :job, :type, :source, :toType, :toId) ON CONFLICT DO NOTHING
              """)
          .bind("type", link.objectType())
          .bind("source", link.sourceId())
          .bind("toType", reference.objectType())
          .bind("toId", reference.sourceId())
          .execute();
    }
  }

  private static void clearUnresolved(JobSql sql, String type, String id) {
    sql.update(
            "DELETE FROM unresolved_references WHERE"
                + OF_JOB
                + "AND object_type = :type AND source_id = :source")
        .bind("type", type)
        .bind("source", id)
        .execute();
  }

  private static void remove(JobSql sql, String type, String id) {
    sql.update("DELETE FROM links WHERE" + OF_JOB + "AND object_type = :type AND source_id = :id")
        .bind("type", type)
        .bind("id", id)
        .execute();
    clearUnresolved(sql, type, id);
    sql.update("DELETE FROM linked_members WHERE" + OF_JOB + "AND group_id = :id")
        .bind("id", id)
        .execute();
  }

  private static void addMembers(JobSql sql, String group, List<String> members) {
    if (members.isEmpty()) {
      return;
    }
    var batch =
        sql.batch(
            """
            INSERT INTO linked_members (tenant_id, job_id, group_id, member_id)
            VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING
            """);
    for (var member : members) {
      batch.add(sql.job().tenant().value(), sql.job().value(), group, member);
    }
    batch.execute();
  }

  private static void removeMembers(JobSql sql, String group, List<String> members) {
    if (!members.isEmpty()) {
      sql.bindList(
              sql.update(
                      "DELETE FROM linked_members WHERE"
                          + OF_JOB
                          + "AND group_id = :group AND "
                          + sql.among("member_id", "ids"))
                  .bind("group", group),
              "ids",
              members)
          .execute();
    }
  }

  private static Link link(ResultSet row) throws SQLException {
    return new Link(
        row.getString("object_type"),
        row.getString("source_id"),
        row.getString("target_id"),
        JobJson.read(row.getString("known"), TargetState.class),
        row.getInt("disabled") == 1);
  }
}
