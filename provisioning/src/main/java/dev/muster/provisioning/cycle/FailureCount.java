package dev.muster.provisioning.cycle;

import dev.muster.provisioning.job.ActionOutcome;
import dev.muster.provisioning.plan.FailureLimits;
import dev.muster.provisioning.plan.PlanCounts;
import dev.muster.provisioning.plan.PlannedAction;
import dev.muster.provisioning.plan.ProvisioningAction.ChangeMembers;
import dev.muster.provisioning.target.TargetException;
import java.util.concurrent.atomic.AtomicLong;

/// Counts what fails in a cycle, and ends it when it is too much to go on.
final class FailureCount {
  private final FailureLimits limits;
  private final long changes;
  private final AtomicLong failed;
  private final AtomicLong failedReferences = new AtomicLong();

  /// @param failedBefore in an earlier run of the same cycle
  FailureCount(FailureLimits limits, PlanCounts planned, long failedBefore) {
    this.limits = limits;
    this.changes = planned.creates() + planned.updates() + planned.disables() + planned.deletes();
    this.failed = new AtomicLong(failedBefore);
  }

  void add(PlannedAction planned, ActionOutcome outcome) {
    if (outcome.state() == PlannedAction.State.FAILED) {
      (planned.action() instanceof ChangeMembers ? failedReferences : failed).incrementAndGet();
    }
  }

  /// Throws [TargetException] if so much has failed that the target as a whole is not well.
  void requireBearable() {
    limits
        .judge(changes, failed.get(), failedReferences.get())
        .ifPresent(reason -> {
          throw new TargetException(
              TargetException.Kind.UNAVAILABLE,
              reason,
              "%,d of %,d changes failed, and %,d of memberships"
                  .formatted(failed.get(), changes, failedReferences.get()));
        });
  }
}
