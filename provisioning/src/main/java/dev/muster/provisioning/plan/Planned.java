package dev.muster.provisioning.plan;

/// The planner's verdict on one entry.
public sealed interface Planned {
  /// Something is to be done.
  record Act(ProvisioningAction action) implements Planned {}

  /// Nothing is to be done — Entra's `RedundantExport` or `NotEffectivelyEntitled`.
  record Skip(String reason) implements Planned {}

  /// Nothing can be done until someone mends it; the code is Entra's.
  record Problem(String errorCode, String reason, String recommendedAction) implements Planned {}
}
