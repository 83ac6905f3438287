package dev.muster.provisioning.cycle;

import dev.muster.provisioning.job.JobId;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.SafetyStore.PlanFilter;
import dev.muster.provisioning.plan.PlannedAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds what a plan still has to do for some entries.
final class PendingActions {
  private static final int PAGE = 500;
  private static final int FEW = 20;

  private final JobStore store;
  private final JobId job;

  PendingActions(JobStore store, JobId job) {
    this.store = store;
    this.job = job;
  }

  /// The ordinals of a cycle's pending actions for entries of a type.
  List<Long> of(long cycle, String objectType, Set<String> sourceIds) {
    if (sourceIds.size() > FEW) {
      return of(cycle, objectType, sourceIds, Optional.empty());
    }
    var found = new ArrayList<Long>();
    sourceIds.forEach(id -> found.addAll(of(cycle, objectType, Set.of(id), Optional.of(id))));
    return found;
  }

  private List<Long> of(
      long cycle, String objectType, Set<String> sourceIds, Optional<String> text) {
    var filter =
        new PlanFilter(
            Optional.empty(),
            Optional.of(objectType),
            Optional.of(PlannedAction.State.PENDING),
            text);
    var found = new ArrayList<Long>();
    var after = 0L;
    while (true) {
      var page = store.actions(job, cycle, filter, after, PAGE);
      if (page.isEmpty()) {
        return found;
      }
      for (var planned : page) {
        if (sourceIds.contains(planned.action().sourceId())) {
          found.add(planned.ordinal());
        }
      }
      after = page.getLast().ordinal();
    }
  }
}
