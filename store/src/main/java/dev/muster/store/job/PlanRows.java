package dev.muster.store.job;

import static dev.muster.store.job.JobSql.OF_JOB;

import dev.muster.provisioning.cycle.Cycle;
import dev.muster.provisioning.cycle.Cycle.State;
import dev.muster.provisioning.cycle.CycleStart;
import dev.muster.provisioning.job.ActionOutcome;
import dev.muster.provisioning.job.JobId;
import dev.muster.provisioning.job.JobStore.StagedAction;
import dev.muster.provisioning.log.ProvisioningLogEntry.ErrorInfo;
import dev.muster.provisioning.plan.PlanCounts;
import dev.muster.provisioning.plan.PlannedAction;
import dev.muster.provisioning.plan.ProvisioningAction.ChangeMembers;
import dev.muster.store.Moments;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Cycles and the actions of their plans.
final class PlanRows {
  private static final String SELECT_CYCLE =
      """
      SELECT number, kind, initial, state, watermark_to, planned, performed, requests, notes, began, ended
      FROM cycles WHERE
      """
          + OF_JOB;

  static final String SELECT_ACTION =
      "SELECT ordinal, stage, state, kind, action, error FROM actions WHERE"
          + OF_JOB
          + "AND cycle = :cycle ";

  private static final Duration PREVIEWS_KEPT = Duration.ofDays(7);

  private PlanRows() {}

  static Cycle begin(JobSql sql, CycleStart start, Instant now) {
    if (start.preview()) {
      dropPreviews(sql, now.minus(PREVIEWS_KEPT));
    } else if (start.kind() != Cycle.Kind.ON_DEMAND) {
      endOthers(sql, now);
    }
    sql.update("UPDATE jobs SET last_cycle = last_cycle + 1 WHERE" + OF_JOB).execute();
    var number = sql.query("SELECT last_cycle FROM jobs WHERE" + OF_JOB).mapTo(Long.class).one();
    var cycle =
        new Cycle(
            sql.job(),
            number,
            start.kind(),
            start.initial(),
            start.preview() ? State.PREVIEW : State.PLANNING,
            start.watermarkTo(),
            PlanCounts.NONE,
            PlanCounts.NONE,
            0,
            List.of(),
            now,
            Optional.empty());
    sql.update(
            """
            INSERT INTO cycles (tenant_id, job_id, number, kind, initial, state, watermark_to,
              planned, performed, requests, notes, began)
            VALUES (:tenant, :job, :number, :kind, :initial, :state, :watermark, :counts, :counts, 0,
              '[]', :began)
            """)
        .bind("number", number)
        .bind("kind", cycle.kind().name())
        .bind("initial", cycle.initial() ? 1 : 0)
        .bind("state", cycle.state().name())
        .bind("watermark", cycle.watermarkTo())
        .bind("counts", JobJson.write(PlanCounts.NONE))
        .bind("began", Moments.micros(now))
        .execute();
    return cycle;
  }

  private static void endOthers(JobSql sql, Instant now) {
    drop(sql, "state = 'PLANNING'");
    sql.update(
            "UPDATE cycles SET state = 'SUPERSEDED', ended = :now WHERE"
                + OF_JOB
                + "AND state = 'PARKED'")
        .bind("now", Moments.micros(now))
        .execute();
  }

  private static void dropPreviews(JobSql sql, Instant before) {
    drop(sql, "state = 'PREVIEW' AND began < " + Moments.micros(before));
  }

  private static void drop(JobSql sql, String which) {
    sql.update(
            "DELETE FROM actions WHERE"
                + OF_JOB
                + "AND cycle IN (SELECT number FROM cycles WHERE"
                + OF_JOB
                + "AND "
                + which
                + ")")
        .execute();
    sql.update("DELETE FROM cycles WHERE" + OF_JOB + "AND " + which).execute();
  }

  static void addActions(JobSql sql, long cycle, List<StagedAction> actions) {
    requirePlanning(sql, cycle);
    var last =
        sql.query(
                "SELECT COALESCE(MAX(ordinal), 0) FROM actions WHERE"
                    + OF_JOB
                    + "AND cycle = :cycle")
            .bind("cycle", cycle)
            .mapTo(Long.class)
            .one();
    var insert =
        sql.each(
                """
                INSERT INTO actions (tenant_id, job_id, cycle, ordinal, stage, state, kind,
                  members_added, members_removed, action, object_type, searched)
                VALUES (:tenant, :job, :cycle, :ordinal, :stage, 'PENDING', :kind,
                  :added, :removed, :action, :type, :searched)
                """)
            .bind("cycle", cycle);
    for (var staged : actions) {
      var action = staged.action();
      var added = action instanceof ChangeMembers change ? change.joining().size() : 0;
      var removed = action instanceof ChangeMembers change ? change.leaving().size() : 0;
      insert
          .bind("ordinal", ++last)
          .bind("stage", staged.stage())
          .bind("kind", JobJson.kind(action))
          .bind("added", added)
          .bind("removed", removed)
          .bind("action", JobJson.write(action))
          .bind("type", action.objectType())
          .bind("searched", PlanSearch.searched(action))
          .add();
    }
    insert.executeBatch();
  }

  private static void requirePlanning(JobSql sql, long cycle) {
    if (findCycle(sql, cycle).filter(PlanRows::beingPlanned).isEmpty()) {
      throw new IllegalStateException(
          "cycle %d of job %s is not being planned".formatted(cycle, sql.job()));
    }
  }

  private static boolean beingPlanned(Cycle cycle) {
    return cycle.state() == State.PLANNING
        || (cycle.state() == State.PREVIEW && cycle.ended().isEmpty());
  }

  static void restage(JobSql sql, long cycle, Map<Long, Integer> stages) {
    var restage =
        sql.each(
                """
                UPDATE actions SET stage = :stage
                WHERE tenant_id = :tenant AND job_id = :job AND cycle = :cycle AND ordinal = :ordinal
                """)
            .bind("cycle", cycle);
    stages.forEach((ordinal, stage) -> restage.bind("stage", stage).bind("ordinal", ordinal).add());
    restage.executeBatch();
  }

  static void updateCycle(JobSql sql, Cycle cycle) {
    sql.update(
            """
            UPDATE cycles SET state = :state, planned = :planned, performed = :performed,
              requests = :requests, notes = :notes, ended = :ended
            WHERE tenant_id = :tenant AND job_id = :job AND number = :number
            """)
        .bind("state", cycle.state().name())
        .bind("planned", JobJson.write(cycle.planned()))
        .bind("performed", JobJson.write(cycle.performed()))
        .bind("requests", cycle.requests())
        .bind("notes", JobJson.write(cycle.notes()))
        .bind("ended", cycle.ended().map(Moments::micros).orElse(null))
        .bind("number", cycle.number())
        .execute();
  }

  static Optional<Cycle> findCycle(JobSql sql, long number) {
    return sql.query(SELECT_CYCLE + "AND number = :number")
        .bind("number", number)
        .map((row, c) -> cycle(sql.job(), row))
        .findOne();
  }

  static Optional<Cycle> findApplying(JobSql sql) {
    return sql.query(SELECT_CYCLE + "AND state = 'APPLYING' ORDER BY number LIMIT 1")
        .map((row, c) -> cycle(sql.job(), row))
        .findOne();
  }

  static Optional<Cycle> findParked(JobSql sql) {
    return sql.query(SELECT_CYCLE + "AND state = 'PARKED' ORDER BY number DESC LIMIT 1")
        .map((row, c) -> cycle(sql.job(), row))
        .findOne();
  }

  static List<Cycle> cycles(JobSql sql, int limit) {
    return sql.query(SELECT_CYCLE + "AND state <> 'PREVIEW' ORDER BY number DESC LIMIT :limit")
        .bind("limit", limit)
        .map((row, c) -> cycle(sql.job(), row))
        .list();
  }

  static List<Integer> pendingStages(JobSql sql, long cycle) {
    return sql.query(
            "SELECT DISTINCT stage FROM actions WHERE"
                + OF_JOB
                + "AND cycle = :cycle AND state = 'PENDING' ORDER BY stage")
        .bind("cycle", cycle)
        .mapTo(Integer.class)
        .list();
  }

  static List<PlannedAction> pending(
      JobSql sql, long cycle, int stage, long afterOrdinal, int limit) {
    return sql.query(
            SELECT_ACTION
                + "AND state = 'PENDING' AND stage = :stage AND ordinal > :after"
                + " ORDER BY ordinal LIMIT :limit")
        .bind("cycle", cycle)
        .bind("stage", stage)
        .bind("after", afterOrdinal)
        .bind("limit", limit)
        .map((row, c) -> planned(row))
        .list();
  }

  static PlanCounts performed(JobSql sql, long cycle) {
    return sql
        .query(
            """
            SELECT kind, state, COUNT(*) AS actions, SUM(members_added) AS added,
              SUM(members_removed) AS removed
            FROM actions
            WHERE tenant_id = :tenant AND job_id = :job AND cycle = :cycle AND state <> 'PENDING'
            GROUP BY kind, state
            """)
        .bind("cycle", cycle)
        .map((row, c) -> counts(row))
        .stream()
        .reduce(PlanCounts.NONE, PlanCounts::plus);
  }

  private static PlanCounts counts(ResultSet row) throws SQLException {
    var n = row.getLong("actions");
    return switch (PlannedAction.State.valueOf(row.getString("state"))) {
      case PENDING, SKIPPED -> PlanCounts.NONE;
      case FAILED -> PlanCounts.ofFailed(n);
      case DONE ->
          switch (row.getString("kind")) {
            case "CREATE" -> new PlanCounts(n, 0, 0, 0, 0, 0, 0, 0);
            case "UPDATE" -> new PlanCounts(0, n, 0, 0, 0, 0, 0, 0);
            case "DISABLE" -> new PlanCounts(0, 0, n, 0, 0, 0, 0, 0);
            case "DELETE" -> new PlanCounts(0, 0, 0, n, 0, 0, 0, 0);
            default ->
                new PlanCounts(0, 0, 0, 0, row.getLong("added"), row.getLong("removed"), 0, 0);
          };
    };
  }

  static void settle(JobSql sql, long cycle, List<ActionOutcome> outcomes) {
    var settle =
        sql.each(
            """
            UPDATE actions SET state = :state, error = NULLIF(:error, '')
            WHERE tenant_id = :tenant AND job_id = :job AND cycle = :cycle AND ordinal = :ordinal
            """);
    for (var outcome : outcomes) {
      settle
          .bind("state", outcome.state().name())
          .bind("error", outcome.log().error().map(ErrorInfo::reason).orElse(""))
          .bind("cycle", cycle)
          .bind("ordinal", outcome.ordinal())
          .add();
    }
    settle.executeBatch();
  }

  private static Cycle cycle(JobId job, ResultSet row) throws SQLException {
    var ended = row.getLong("ended");
    return new Cycle(
        job,
        row.getLong("number"),
        Cycle.Kind.valueOf(row.getString("kind")),
        row.getInt("initial") == 1,
        State.valueOf(row.getString("state")),
        row.getLong("watermark_to"),
        JobJson.read(row.getString("planned"), PlanCounts.class),
        JobJson.read(row.getString("performed"), PlanCounts.class),
        row.getLong("requests"),
        List.of(JobJson.read(row.getString("notes"), String[].class)),
        Moments.ofMicros(row.getLong("began")),
        ended == 0 ? Optional.empty() : Optional.of(Moments.ofMicros(ended)));
  }

  static PlannedAction planned(ResultSet row) throws SQLException {
    return new PlannedAction(
        row.getLong("ordinal"),
        row.getInt("stage"),
        PlannedAction.State.valueOf(row.getString("state")),
        JobJson.action(row.getString("kind"), row.getString("action")),
        Optional.ofNullable(row.getString("error")));
  }
}
