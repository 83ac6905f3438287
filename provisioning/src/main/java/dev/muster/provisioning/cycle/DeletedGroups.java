package dev.muster.provisioning.cycle;

import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.plan.ProvisioningAction.ChangeMembers;
import dev.muster.provisioning.plan.ProvisioningAction.Create;
import java.util.List;

/// Gives groups that are made again the members that they had when a cycle deleted them.
final class DeletedGroups {
  private final JobStore store;
  private final ProvisioningJob job;
  private final PlanWriter plan;

  DeletedGroups(JobStore store, ProvisioningJob job, PlanWriter plan) {
    this.store = store;
    this.job = job;
    this.plan = plan;
  }

  /// Plans the members of a group that is made again; who has no object any more is left out.
  void fill(Create group, long cycle) {
    var after = "";
    while (true) {
      var members =
          store.removedMembers(
              job.id(), cycle, group.sourceId(), after, job.settings().membersPerRequest());
      if (members.isEmpty()) {
        return;
      }
      plan.add(
          new ChangeMembers(
              group.objectType(), group.sourceId(), group.displayName(), members, List.of()),
          true);
      after = members.getLast();
    }
  }
}
