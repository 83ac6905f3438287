package dev.muster.store.job;

import static dev.muster.store.job.JobSql.OF_JOB;

import dev.muster.provisioning.job.ActionOutcome;
import dev.muster.provisioning.job.Escrow;
import dev.muster.store.Moments;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Failures that are kept until an attempt succeeds.
final class EscrowRows {
  private static final String SELECT =
      """
      SELECT object_type, source_id, error_code, detail, attempts, first_failed, next_attempt
      FROM escrows WHERE
      """
          + OF_JOB;

  private static final String DELETE =
      "DELETE FROM escrows WHERE" + OF_JOB + "AND object_type = :type AND source_id = :id";

  /// The next attempt of a failure that was given up: it sorts behind all others.
  private static final long NEVER = Long.MAX_VALUE;

  private EscrowRows() {}

  /// Failures in the order of type and source id.
  static List<Escrow> page(JobSql sql, boolean deadOnly, Optional<Escrow> after, int limit) {
    return sql.query(
            SELECT
                + "AND (object_type, source_id) > (:type, :source) AND next_attempt >= :from"
                + " ORDER BY object_type, source_id LIMIT :limit")
        .bind("type", after.map(Escrow::objectType).orElse(""))
        .bind("source", after.map(Escrow::sourceId).orElse(""))
        .bind("from", deadOnly ? NEVER : Long.MIN_VALUE)
        .bind("limit", limit)
        .map((row, c) -> escrow(row))
        .list();
  }

  static int retry(JobSql sql, Optional<Set<String>> ids, Instant now) {
    var which = ids.isPresent() ? "AND " + sql.among("source_id", "ids") : "";
    var update =
        sql.update(
            "UPDATE escrows SET attempts = 0, first_failed = :now, next_attempt = :now WHERE"
                + OF_JOB
                + which);
    ids.ifPresent(some -> sql.bindList(update, "ids", some));
    return update.bind("now", Moments.micros(now)).execute();
  }

  static List<Escrow> all(JobSql sql) {
    return sql.query(SELECT + "ORDER BY object_type, source_id")
        .map((row, c) -> escrow(row))
        .list();
  }

  static long count(JobSql sql) {
    return sql.query("SELECT COUNT(*) FROM escrows WHERE" + OF_JOB).mapTo(Long.class).one();
  }

  static Optional<Escrow> find(JobSql sql, String objectType, String sourceId) {
    return sql.query(SELECT + "AND object_type = :type AND source_id = :source")
        .bind("type", objectType)
        .bind("source", sourceId)
        .map((row, c) -> escrow(row))
        .findOne();
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
        .flatMap(EscrowRows::attempt);
  }

  /// Keeps the failures among the outcomes, and clears those of the objects that succeeded.
  static void settle(JobSql sql, List<ActionOutcome> outcomes) {
    var failures = new ArrayList<Escrow>();
    var succeeded = sql.each(DELETE);
    for (var outcome : outcomes) {
      if (outcome.escrow().isPresent()) {
        failures.add(outcome.escrow().get());
      } else {
        var object = outcome.log();
        succeeded.bind("type", object.objectType()).bind("id", object.sourceId()).add();
      }
    }
    succeeded.executeBatch();
    put(sql, failures);
  }

  static void put(JobSql sql, Collection<Escrow> escrows) {
    var put =
        sql.each(
            """
            INSERT INTO escrows (tenant_id, job_id, object_type, source_id, error_code, detail,
              attempts, first_failed, next_attempt)
            VALUES (:tenant, :job, :type, :source, :code, :detail, :attempts, :first, :next)
            ON CONFLICT (tenant_id, job_id, object_type, source_id) DO UPDATE
            SET error_code = excluded.error_code, detail = excluded.detail,
              attempts = excluded.attempts, first_failed = excluded.first_failed,
              next_attempt = excluded.next_attempt
            """);
    for (var escrow : escrows) {
      put.bind("type", escrow.objectType())
          .bind("source", escrow.sourceId())
          .bind("code", escrow.errorCode())
          .bind("detail", escrow.detail())
          .bind("attempts", escrow.attempts())
          .bind("first", Moments.micros(escrow.firstFailed()))
          .bind("next", escrow.nextAttempt().map(Moments::micros).orElse(NEVER))
          .add();
    }
    put.executeBatch();
  }

  static void clear(JobSql sql, String type, Collection<String> ids) {
    var clear = sql.each(DELETE).bind("type", type);
    ids.forEach(id -> clear.bind("id", id).add());
    clear.executeBatch();
  }

  private static Escrow escrow(ResultSet row) throws SQLException {
    return new Escrow(
        row.getString("object_type"),
        row.getString("source_id"),
        row.getString("error_code"),
        row.getString("detail"),
        row.getInt("attempts"),
        Moments.ofMicros(row.getLong("first_failed")),
        attempt(row.getLong("next_attempt")));
  }

  private static Optional<Instant> attempt(long micros) {
    return micros == NEVER ? Optional.empty() : Optional.of(Moments.ofMicros(micros));
  }
}
