package dev.muster.provisioning.cycle;

import dev.muster.provisioning.job.DriftFinding.Handling;
import dev.muster.provisioning.job.DriftFinding.Kind;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.mapping.CompiledMapping;
import dev.muster.provisioning.plan.ProvisioningAction.Update;
import dev.muster.provisioning.target.Target;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// Lists what is in a target and is nobody's, for those who look at the joins of a first run.
final class UnmatchedAccounts {
  private static final int PAGE = 500;

  private final JobStore store;
  private final ProvisioningJob job;
  private final Target target;
  private final Clock clock;

  UnmatchedAccounts(JobStore store, ProvisioningJob job, Target target, Clock clock) {
    this.store = store;
    this.job = job;
    this.target = target;
    this.clock = clock;
  }

  /// Keeps the unmatched accounts as findings of the cycle.
  void find(Cycle cycle, List<CompiledMapping> mappings) {
    var joined = joined(cycle);
    var findings = new DriftFindings(store, job.id(), cycle.number(), clock);
    for (var mapping : mappings) {
      var type = mapping.mapping().objectType();
      target.readAll(
          mapping.mapping(),
          page -> {
            var ids = page.stream().map(DriftPlanner::id).toList();
            var links = store.linksByTarget(job.id(), type, ids);
            page.stream()
                .filter(object -> !joined.has(type + " " + DriftPlanner.id(object)))
                .filter(object -> !links.containsKey(DriftPlanner.id(object)))
                .forEach(object ->
                    findings.add(
                        Kind.CREATED,
                        type,
                        DriftPlanner.id(object),
                        Optional.empty(),
                        DriftPlanner.name(object),
                        Handling.REPORTED));
          });
    }
    findings.flush();
    store.keepFindingsOf(job.id(), cycle.number());
  }

  private SeenIds joined(Cycle cycle) {
    var joined = new SeenIds();
    var after = 0L;
    while (true) {
      var page = store.actions(job.id(), cycle.number(), after, PAGE);
      if (page.isEmpty()) {
        return joined;
      }
      for (var planned : page) {
        if (planned.action() instanceof Update update && update.joins()) {
          joined.add(update.objectType() + " " + update.targetId());
        }
      }
      after = page.getLast().ordinal();
    }
  }
}
