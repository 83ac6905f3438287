package dev.muster.provisioning.plan;

import java.util.Optional;

/// How many failures make a whole cycle fail, so that its job goes into quarantine — Entra's
/// criteria: up to 5,000 failures never do; then more than 40 % of the changes or more than 40,000,
/// memberships and references not counted; or 60,000 with them.
public record FailureLimits(long evaluatedFrom, double share, long most, long mostWithReferences) {
  public static final FailureLimits ENTRA = new FailureLimits(5_000, 0.40, 40_000, 60_000);

  /// Entra's reason for the quarantine; empty if the cycle may go on.
  ///
  /// @param changes how many changes of objects the cycle has in all
  /// @param failed how many of them have failed
  /// @param failedReferences memberships and references that have failed
  public Optional<String> judge(long changes, long failed, long failedReferences) {
    if (failed + failedReferences >= mostWithReferences) {
      return Optional.of("EncounteredTotalEscrowThreshold");
    }
    if (failed < evaluatedFrom) {
      return Optional.empty();
    }
    if (failed > most) {
      return Optional.of("EncounteredBaseEscrowThreshold");
    }
    return failed > share * changes
        ? Optional.of("EncounteredEscrowProportionThreshold")
        : Optional.empty();
  }
}
