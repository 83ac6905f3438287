package dev.muster.provisioning.cycle;

import dev.muster.provisioning.plan.ProvisioningAction;

/// The order in which the actions of a plan are applied. Leavers lose access first; objects come
/// before those that refer to them; groups after their users, members after both; what is deleted
/// goes last.
final class Stages {
  static final int DISABLE = 0;

  /// First stage of creates and updates; [ReferenceOrder] moves some of them to later ones.
  static final int OBJECTS = 1;

  /// As [#OBJECTS], for types that refer to the objects of the first type.
  static final int GROUPS = 10_000;

  /// How many stages a type's objects may be spread over.
  static final int DEPTH = 9_000;

  static final int MEMBERS = 20_000;
  static final int DELETE = 30_000;

  private Stages() {}

  static int of(ProvisioningAction action, boolean hasMembers) {
    return switch (action) {
      case ProvisioningAction.Disable disable -> DISABLE;
      case ProvisioningAction.Create create -> hasMembers ? GROUPS : OBJECTS;
      case ProvisioningAction.Update update -> hasMembers ? GROUPS : OBJECTS;
      case ProvisioningAction.ChangeMembers change -> MEMBERS;
      case ProvisioningAction.Delete delete -> DELETE;
    };
  }
}
