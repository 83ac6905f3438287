package dev.muster.provisioning.plan;

/// Judges a plan before its first request: accidental-deletion prevention.
public final class Guard {
  private final GuardThresholds thresholds;

  public Guard(GuardThresholds thresholds) {
    this.thresholds = thresholds;
  }

  /// The verdict on a plan.
  ///
  /// @param linked how many objects the job has linked and not disabled
  /// @param linkedMembers how many members it knows to be in groups
  public Verdict judge(PlanCounts plan, long linked, long linkedMembers) {
    var removals = plan.removals();
    if (removals > thresholds.fewestRemovals()) {
      if (removals > thresholds.mostRemovals()) {
        return new Verdict.Park(
            "the plan disables %,d and deletes %,d objects; more than %,d need approval"
                .formatted(plan.disables(), plan.deletes(), thresholds.mostRemovals()));
      }
      if (removals > thresholds.greatestShare() * linked) {
        return new Verdict.Park(
            "the plan disables %,d and deletes %,d of %,d objects; more than %.0f %% need approval"
                .formatted(
                    plan.disables(), plan.deletes(), linked, 100 * thresholds.greatestShare()));
      }
    }
    return judgeMembers(plan.memberRemovals(), linkedMembers);
  }

  /// The verdict on what a plan takes away of one type: all groups may be a small share of all
  /// objects.
  public Verdict judge(String objectType, long removals, long linked) {
    return removals > thresholds.fewestRemovals() && removals > thresholds.greatestShare() * linked
        ? new Verdict.Park(
            "the plan disables or deletes %,d of %,d objects of type \"%s\"; more than %.0f %% need approval"
                .formatted(removals, linked, objectType, 100 * thresholds.greatestShare()))
        : new Verdict.Pass();
  }

  private Verdict judgeMembers(long removals, long linkedMembers) {
    if (removals <= thresholds.fewestMemberRemovals()) {
      return new Verdict.Pass();
    }
    if (removals > thresholds.mostMemberRemovals()
        || removals > thresholds.greatestShare() * linkedMembers) {
      return new Verdict.Park(
          "the plan removes %,d of %,d members from groups; more than %,d or %.0f %% need approval"
              .formatted(
                  removals,
                  linkedMembers,
                  thresholds.mostMemberRemovals(),
                  100 * thresholds.greatestShare()));
    }
    return new Verdict.Pass();
  }

  /// What becomes of a plan.
  public sealed interface Verdict {
    record Pass() implements Verdict {}

    /// Held until a person approves it, with the reason in words.
    record Park(String reason) implements Verdict {}
  }
}
