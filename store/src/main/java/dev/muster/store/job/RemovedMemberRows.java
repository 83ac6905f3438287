package dev.muster.store.job;

import static dev.muster.store.job.JobSql.OF_JOB;

import dev.muster.provisioning.job.ActionOutcome;
import dev.muster.provisioning.job.ActionOutcome.LinkChange;
import dev.muster.provisioning.plan.PlannedAction;
import java.util.List;

/// The members that groups had when a cycle deleted them: what is needed to take that back.
final class RemovedMemberRows {
  private RemovedMemberRows() {}

  /// Keeps the members of groups that were deleted; to be called before they are forgotten.
  static void keep(JobSql sql, long cycle, List<ActionOutcome> outcomes) {
    var keep =
        sql.each(
                """
                INSERT INTO removed_members (tenant_id, job_id, cycle, group_id, member_id)
                SELECT tenant_id, job_id, :cycle, group_id, member_id FROM linked_members
                WHERE tenant_id = :tenant AND job_id = :job AND group_id = :group
                ON CONFLICT DO NOTHING
                """)
            .bind("cycle", cycle);
    for (var outcome : outcomes) {
      if (outcome.state() == PlannedAction.State.DONE
          && outcome.change() instanceof LinkChange.Remove removed) {
        keep.bind("group", removed.sourceId()).add();
      }
    }
    keep.executeBatch();
  }

  static List<String> of(JobSql sql, long cycle, String group, String after, int limit) {
    return sql.query(
            "SELECT member_id FROM removed_members WHERE"
                + OF_JOB
                + "AND cycle = :cycle AND group_id = :group AND member_id > :after"
                + " ORDER BY member_id LIMIT :limit")
        .bind("cycle", cycle)
        .bind("group", group)
        .bind("after", after)
        .bind("limit", limit)
        .mapTo(String.class)
        .list();
  }
}
