package dev.muster.provisioning.plan;

import dev.muster.provisioning.job.Departure;
import dev.muster.provisioning.mapping.TargetState;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

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
  ///
  /// @param addObjects members whom no entry is linked to, by target id, who come back when their
  ///   removal is taken back
  /// @param removeObjects members whom no entry is linked to, by target id
  record ChangeMembers(
      String objectType,
      String sourceId,
      String displayName,
      List<String> add,
      List<String> remove,
      List<String> addObjects,
      List<String> removeObjects)
      implements ProvisioningAction {
    public ChangeMembers {
      add = List.copyOf(add);
      remove = List.copyOf(remove);
      // What an older version has stored knows nothing of these.
      addObjects = List.copyOf(Objects.requireNonNullElse(addObjects, List.of()));
      removeObjects = List.copyOf(Objects.requireNonNullElse(removeObjects, List.of()));
    }

    /// A change of members who are entries.
    public ChangeMembers(
        String objectType,
        String sourceId,
        String displayName,
        List<String> add,
        List<String> remove) {
      this(objectType, sourceId, displayName, add, remove, List.of(), List.of());
    }

    /// All who join: entries, then objects that are nobody's.
    public List<String> joining() {
      return Stream.concat(add.stream(), addObjects.stream()).toList();
    }

    /// All who leave, in the same order.
    public List<String> leaving() {
      return Stream.concat(remove.stream(), removeObjects.stream()).toList();
    }
  }
}
