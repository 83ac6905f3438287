package dev.muster.store.job;

import static dev.muster.store.job.JobSql.OF_JOB;

import dev.muster.provisioning.job.Escrow;
import dev.muster.store.Moments;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Failures that are kept until an attempt succeeds.
final class EscrowRows {
  private static final String SELECT =
      """
      SELECT object_type, source_id, error_code, detail, attempts, next_attempt FROM escrows WHERE
      """
          + OF_JOB;

  private EscrowRows() {}

  static List<Escrow> all(JobSql sql) {
    return sql.query(SELECT + "ORDER BY object_type, source_id")
        .map((row, c) -> escrow(row))
        .list();
  }

  static List<Escrow> due(JobSql sql, Instant now) {
    return sql.query(SELECT + "AND next_attempt <= :now ORDER BY next_attempt, source_id")
        .bind("now", Moments.micros(now))
        .map((row, c) -> escrow(row))
        .list();
  }

  static Optional<Instant> nextAttempt(JobSql sql) {
    return sql.query(
            "SELECT next_attempt FROM escrows WHERE" + OF_JOB + "ORDER BY next_attempt LIMIT 1")
        .mapTo(Long.class)
        .findOne()
        .map(Moments::ofMicros);
  }

  static void put(JobSql sql, Escrow escrow) {
    sql.update(
            """
            INSERT INTO escrows (tenant_id, job_id, object_type, source_id, error_code, detail,
              attempts, next_attempt)
            VALUES (:tenant, :job, :type, :source, :code, :detail, :attempts, :next)
            ON CONFLICT (tenant_id, job_id, object_type, source_id) DO UPDATE
            SET error_code = excluded.error_code, detail = excluded.detail,
              attempts = excluded.attempts, next_attempt = excluded.next_attempt
            """)
        .bind("type", escrow.objectType())
        .bind("source", escrow.sourceId())
        .bind("code", escrow.errorCode())
        .bind("detail", escrow.detail())
        .bind("attempts", escrow.attempts())
        .bind("next", Moments.micros(escrow.nextAttempt()))
        .execute();
  }

  static void clear(JobSql sql, String type, Collection<String> ids) {
    for (var id : ids) {
      sql.update(
              "DELETE FROM escrows WHERE" + OF_JOB + "AND object_type = :type AND source_id = :id")
          .bind("type", type)
          .bind("id", id)
          .execute();
    }
  }

  private static Escrow escrow(ResultSet row) throws SQLException {
    return new Escrow(
        row.getString("object_type"),
        row.getString("source_id"),
        row.getString("error_code"),
        row.getString("detail"),
        row.getInt("attempts"),
        Moments.ofMicros(row.getLong("next_attempt")));
  }
}
