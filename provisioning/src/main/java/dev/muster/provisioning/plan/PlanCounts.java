package dev.muster.provisioning.plan;

/// How many actions of each kind a plan holds, or a cycle has performed. `skipped` counts entries
/// that needed nothing; members are counted one by one.
public record PlanCounts(
    long creates,
    long updates,
    long disables,
    long deletes,
    long memberAdds,
    long memberRemovals,
    long skipped,
    long failed) {
  public static final PlanCounts NONE = new PlanCounts(0, 0, 0, 0, 0, 0, 0, 0);

  public PlanCounts plus(PlanCounts other) {
    return new PlanCounts(
        creates + other.creates,
        updates + other.updates,
        disables + other.disables,
        deletes + other.deletes,
        memberAdds + other.memberAdds,
        memberRemovals + other.memberRemovals,
        skipped + other.skipped,
        failed + other.failed);
  }

  /// What one action counts for.
  public static PlanCounts of(ProvisioningAction action) {
    return switch (action) {
      case ProvisioningAction.Create create -> new PlanCounts(1, 0, 0, 0, 0, 0, 0, 0);
      case ProvisioningAction.Update update -> new PlanCounts(0, 1, 0, 0, 0, 0, 0, 0);
      // One without changes only notes another reason: the account is disabled already.
      case ProvisioningAction.Disable disable ->
          disable.changes().isEmpty() ? NONE : new PlanCounts(0, 0, 1, 0, 0, 0, 0, 0);
      case ProvisioningAction.Delete delete -> new PlanCounts(0, 0, 0, 1, 0, 0, 0, 0);
      case ProvisioningAction.ChangeMembers change ->
          new PlanCounts(0, 0, 0, 0, change.joining().size(), change.leaving().size(), 0, 0);
    };
  }

  public static PlanCounts ofSkipped(long skipped) {
    return new PlanCounts(0, 0, 0, 0, 0, 0, skipped, 0);
  }

  public static PlanCounts ofFailed(long failed) {
    return new PlanCounts(0, 0, 0, 0, 0, 0, 0, failed);
  }

  /// Deletes and disables: what the guard counts.
  public long removals() {
    return disables + deletes;
  }

  /// Changes in all: what a progress bar counts up to.
  public long changes() {
    return creates + updates + disables + deletes + memberAdds + memberRemovals;
  }

  /// Whether the plan holds no action.
  public boolean empty() {
    return changes() == 0;
  }
}
