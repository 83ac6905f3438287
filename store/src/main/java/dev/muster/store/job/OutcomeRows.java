package dev.muster.store.job;

import dev.muster.provisioning.job.ActionOutcome;
import java.util.List;

/// What applied actions came to. An initial cycle writes one for every object, so each statement is
/// prepared once and run for all of them.
final class OutcomeRows {
  private OutcomeRows() {}

  static void settle(JobSql sql, long cycle, List<ActionOutcome> outcomes) {
    PlanRows.settle(sql, cycle, outcomes);
    RemovedMemberRows.keep(sql, cycle, outcomes);
    var links = new LinkChanges(sql);
    outcomes.forEach(links::add);
    links.write();
    EscrowRows.settle(sql, outcomes);
    LogRows.add(sql, outcomes.stream().map(ActionOutcome::log).toList());
  }
}
