package dev.muster.provisioning.plan;

import java.util.Optional;

/// An action as its plan keeps it.
///
/// @param ordinal its number in the plan, from 1
/// @param stage actions of a lower stage are applied before it, since it may refer to their objects
/// @param error why it failed, in words
public record PlannedAction(
    long ordinal, int stage, State state, ProvisioningAction action, Optional<String> error) {

  /// How far an action is.
  public enum State {
    PENDING,
    DONE,
    FAILED,
    /// Nothing had to be done any more when its turn came.
    SKIPPED
  }
}
