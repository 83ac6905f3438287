package dev.muster.store.job;

import static dev.muster.store.job.JobSql.OF_JOB;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/// Types of object whose entries are to be looked at again.
final class ReplanRows {
  private ReplanRows() {}

  static void add(JobSql sql, Collection<String> types) {
    for (var type : types) {
      sql.update(
              """
              INSERT INTO replans (tenant_id, job_id, object_type)
              VALUES (:tenant, :job, :type) ON CONFLICT DO NOTHING
              """)
          .bind("type", type)
          .execute();
    }
  }

  static Set<String> of(JobSql sql) {
    return new HashSet<>(
        sql.query("SELECT object_type FROM replans WHERE" + OF_JOB).mapTo(String.class).list());
  }

  static void clear(JobSql sql) {
    sql.update("DELETE FROM replans WHERE" + OF_JOB).execute();
  }
}
