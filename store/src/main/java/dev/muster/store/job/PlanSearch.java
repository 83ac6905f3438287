package dev.muster.store.job;

import static dev.muster.store.job.JobSql.OF_JOB;
import static dev.muster.store.job.PlanRows.SELECT_ACTION;

import dev.muster.provisioning.job.SafetyStore.PlanFilter;
import dev.muster.provisioning.plan.PlannedAction;
import dev.muster.provisioning.plan.ProvisioningAction;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The actions of a plan as people look at them and decide on them.
final class PlanSearch {
  private PlanSearch() {}

  /// What of an action is searched for text.
  static String searched(ProvisioningAction action) {
    return (action.displayName() + " " + action.sourceId()).toLowerCase(Locale.ROOT);
  }

  static List<PlannedAction> actions(
      JobSql sql, long cycle, PlanFilter filter, long afterOrdinal, int limit) {
    var where = new StringBuilder(SELECT_ACTION).append("AND ordinal > :after ");
    filter.kind().ifPresent(kind -> where.append("AND kind = :kind "));
    filter.objectType().ifPresent(type -> where.append("AND object_type = :type "));
    filter.state().ifPresent(state -> where.append("AND state = :state "));
    filter.text().ifPresent(text -> where.append("AND searched LIKE :text ESCAPE '!' "));
    var query = sql.query(where + "ORDER BY ordinal LIMIT :limit");
    filter.kind().ifPresent(kind -> query.bind("kind", kind));
    filter.objectType().ifPresent(type -> query.bind("type", type));
    filter.state().ifPresent(state -> query.bind("state", state.name()));
    filter.text().ifPresent(text -> query.bind("text", pattern(text)));
    return query
        .bind("cycle", cycle)
        .bind("after", afterOrdinal)
        .bind("limit", limit)
        .map((row, c) -> PlanRows.planned(row))
        .list();
  }

  private static String pattern(String text) {
    var literal =
        text.toLowerCase(Locale.ROOT).replace("!", "!!").replace("%", "!%").replace("_", "!_");
    return "%" + literal + "%";
  }

  static Map<String, Long> removalsByType(JobSql sql, long cycle) {
    var removals = new HashMap<String, Long>();
    sql.query(
            "SELECT object_type, COUNT(*) FROM actions WHERE"
                + OF_JOB
                + "AND cycle = :cycle AND kind IN ('DISABLE', 'DELETE') GROUP BY object_type")
        .bind("cycle", cycle)
        .map((row, c) -> Map.entry(row.getString(1), row.getLong(2)))
        .forEach(entry -> removals.put(entry.getKey(), entry.getValue()));
    return removals;
  }

  static void skipPending(JobSql sql, long cycle, String reason) {
    sql.update(
            "UPDATE actions SET state = 'SKIPPED', error = :reason WHERE"
                + OF_JOB
                + "AND cycle = :cycle AND state = 'PENDING'")
        .bind("cycle", cycle)
        .bind("reason", reason)
        .execute();
  }

  static int skip(JobSql sql, long cycle, Collection<Long> ordinals, String reason) {
    var skipped = 0;
    for (var ordinal : ordinals) {
      skipped +=
          sql.update(
                  "UPDATE actions SET state = 'SKIPPED', error = :reason WHERE"
                      + OF_JOB
                      + "AND cycle = :cycle AND ordinal = :ordinal AND state = 'PENDING'")
              .bind("cycle", cycle)
              .bind("ordinal", ordinal)
              .bind("reason", reason)
              .execute();
    }
    return skipped;
  }
}
