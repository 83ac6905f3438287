package dev.muster.provisioning.job;

import dev.muster.provisioning.cycle.Cycle;
import dev.muster.provisioning.job.JobStore.StagedAction;
import dev.muster.provisioning.plan.ProvisioningAction;
import dev.muster.scim.provider.TenantId;
import java.util.ArrayList;
import java.util.List;

/// A store with one job in it.
interface JobStoreFixture {
  JobStore store();

  TenantId freshTenant();

  /// The job that each test begins with.
  JobId job();

  default ProvisioningJob reread() {
    return store().find(job()).orElseThrow();
  }

  default long begin() {
    return store().beginCycle(job(), false, 7, JobSamples.NOW).number();
  }

  default void plan(long cycle, int stage, ProvisioningAction... actions) {
    var staged = new ArrayList<StagedAction>();
    for (var action : actions) {
      staged.add(new StagedAction(stage, action));
    }
    store().addActions(job(), cycle, staged);
  }

  default Cycle put(long cycle, Cycle.State state) {
    var changed = JobSamples.in(store().findCycle(job(), cycle).orElseThrow(), state);
    store().updateCycle(changed);
    return changed;
  }

  /// Links entries as a cycle does: by actions that are settled.
  default void link(Link... links) {
    for (var link : links) {
      var cycle = begin();
      plan(cycle, 1, JobSamples.create(link.objectType(), link.sourceId()));
      var outcome = JobSamples.outcome(job(), cycle, 1, link.objectType(), link.sourceId());
      settle(cycle, outcome.put(link).done());
    }
  }

  default void changeMembers(String groupId, List<String> added, List<String> removed) {
    var cycle = begin();
    plan(cycle, 1, JobSamples.changeMembers(groupId, added, removed));
    var outcome = JobSamples.outcome(job(), cycle, 1, "Group", groupId);
    settle(cycle, outcome.members(groupId, added, removed).done());
  }

  default void settle(long cycle, ActionOutcome outcome) {
    store().settle(job(), cycle, List.of(outcome));
  }
}
