package dev.muster.store.job;

import static dev.muster.store.job.JobSql.OF_JOB;

import dev.muster.provisioning.job.Departure;
import dev.muster.provisioning.job.Link;
import dev.muster.provisioning.mapping.TargetState;
import dev.muster.store.Moments;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Links, the members known to be in groups, and references that wait for their object, as they are
/// read; [LinkChanges] writes them.
final class LinkRows {
  private static final String SELECT =
      "SELECT object_type, source_id, target_id, known, disabled, departure, departed FROM links WHERE"
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

  private static Link link(ResultSet row) throws SQLException {
    return new Link(
        row.getString("object_type"),
        row.getString("source_id"),
        row.getString("target_id"),
        JobJson.read(row.getString("known"), TargetState.class),
        row.getInt("disabled") == 1,
        departure(row));
  }

  private static Optional<Departure> departure(ResultSet row) throws SQLException {
    var event = row.getString("departure");
    return event.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Departure(
                Departure.Event.valueOf(event), Moments.ofMicros(row.getLong("departed"))));
  }
}
