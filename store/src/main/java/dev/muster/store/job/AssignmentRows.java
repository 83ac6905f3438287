package dev.muster.store.job;

import static dev.muster.store.job.JobSql.OF_JOB;

import dev.muster.provisioning.job.Assignments;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Who is assigned to a job, and with which roles.
final class AssignmentRows {
  private AssignmentRows() {}

  static Assignments of(JobSql sql) {
    return new Assignments(assigned(sql, "User"), assigned(sql, "Group"), roles(sql));
  }

  private static Set<String> assigned(JobSql sql, String kind) {
    return new HashSet<>(
        sql.query("SELECT source_id FROM assignments WHERE" + OF_JOB + "AND kind = :kind")
            .bind("kind", kind)
            .mapTo(String.class)
            .list());
  }

  private static Map<String, Set<String>> roles(JobSql sql) {
    var roles = new HashMap<String, Set<String>>();
    sql.query("SELECT source_id, role_id FROM assignment_roles WHERE" + OF_JOB)
        .map((row, c) -> Map.entry(row.getString(1), row.getString(2)))
        .forEach(entry ->
            roles.computeIfAbsent(entry.getKey(), id -> new HashSet<>()).add(entry.getValue()));
    return roles;
  }

  /// Who is assigned otherwise now.
  static Assignments change(JobSql sql, Assignments add, Assignments remove) {
    var before = of(sql);
    assign(sql, "User", add.users());
    assign(sql, "Group", add.groups());
    add.roles().forEach((id, roles) -> roles.forEach(role -> addRole(sql, id, role)));
    unassign(sql, "User", remove.users());
    unassign(sql, "Group", remove.groups());
    return of(sql).changedFrom(before);
  }

  private static void assign(JobSql sql, String kind, Collection<String> ids) {
    for (var id : ids) {
      sql.update(
              """
              INSERT INTO assignments (tenant_id, job_id, kind, source_id)
              VALUES (:tenant, :job, :kind, :id) ON CONFLICT DO NOTHING
              """)
          .bind("kind", kind)
          .bind("id", id)
          .execute();
    }
  }

  private static void addRole(JobSql sql, String id, String role) {
    sql.update(
            """
            INSERT INTO assignment_roles (tenant_id, job_id, source_id, role_id)
            VALUES (:tenant, :job, :id, :role) ON CONFLICT DO NOTHING
            """)
        .bind("id", id)
        .bind("role", role)
        .execute();
  }

  private static void unassign(JobSql sql, String kind, Collection<String> ids) {
    for (var id : ids) {
      sql.update("DELETE FROM assignments WHERE" + OF_JOB + "AND kind = :kind AND source_id = :id")
          .bind("kind", kind)
          .bind("id", id)
          .execute();
      sql.update("DELETE FROM assignment_roles WHERE" + OF_JOB + "AND source_id = :id")
          .bind("id", id)
          .execute();
    }
  }
}
