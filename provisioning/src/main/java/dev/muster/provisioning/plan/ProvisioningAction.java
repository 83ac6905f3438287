package dev.muster.provisioning.plan;

import dev.muster.provisioning.job.Departure;
import dev.muster.provisioning.mapping.TargetState;
import java.util.List;

/// One thing that a plan does to one target object.
public sealed interface ProvisioningAction {
  String objectType();

  /// Id of the entry for whose sake it is done.
  String sourceId();

  /// The entry's name, for people.
  String displayName();

  /// Creates an object that no match was found for.
  record Create(String objectType, String sourceId, String displayName, TargetState desired)
      implements ProvisioningAction {}

  /// Changes some attributes of a linked object.
  ///
  /// @param desired the state after the change
  /// @param joins whether the object was found by matching and the action links it to its entry;
  ///   `changes` may then be empty
  record Update(
      String objectType,
      String sourceId,
      String displayName,
      String targetId,
      TargetState desired,
      List<AttributeChange> changes,
      boolean joins)
      implements ProvisioningAction {
    public Update {
      changes = List.copyOf(changes);
    }
  }

  /// Disables the account of a leaver.
  ///
  /// @param event why; `changes` is empty if the account is disabled already and only the reason is
  ///   another one
  record Disable(
      String objectType,
      String sourceId,
      String displayName,
      String targetId,
      TargetState desired,
      List<AttributeChange> changes,
      Departure.Event event)
      implements ProvisioningAction {
    public Disable {
      changes = List.copyOf(changes);
    }
  }

  /// Deletes the object of a leaver.
  ///
  /// @param known what it was known to hold: from this it can be made again
  record Delete(
      String objectType, String sourceId, String displayName, String targetId, TargetState known)
      implements ProvisioningAction {}

  /// Adds members to a group, or removes some; the ids are entries'.
  record ChangeMembers(
      String objectType, String sourceId, String displayName, List<String> add, List<String> remove)
      implements ProvisioningAction {
    public ChangeMembers {
      add = List.copyOf(add);
      remove = List.copyOf(remove);
    }
  }
}
