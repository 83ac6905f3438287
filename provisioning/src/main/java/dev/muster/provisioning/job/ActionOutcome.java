package dev.muster.provisioning.job;

import dev.muster.provisioning.log.ProvisioningLogEntry;
import dev.muster.provisioning.mapping.TargetState.Reference;
import dev.muster.provisioning.plan.PlannedAction;
import java.util.List;
import java.util.Optional;

/// Everything that one applied action leaves behind. A store keeps it whole or not at all.
///
/// @param ordinal the action's number in its plan
/// @param change what becomes of the link
/// @param unresolved references of the object that could not be written, since the objects that
///   they point to have no link yet; replaces what was kept before
/// @param escrow the failure to keep; empty clears one
public record ActionOutcome(
    long ordinal,
    PlannedAction.State state,
    LinkChange change,
    List<Reference> unresolved,
    Optional<Escrow> escrow,
    ProvisioningLogEntry log) {

  public ActionOutcome {
    unresolved = List.copyOf(unresolved);
  }

  /// What becomes of a link and of the members known to be in the target's group.
  public sealed interface LinkChange {
    record None() implements LinkChange {}

    /// Inserts the link or replaces what it held.
    record Put(Link link) implements LinkChange {}

    /// Removes the link, with the members known in the group and the groups known to have it.
    record Remove(String objectType, String sourceId) implements LinkChange {}

    /// Members, by source id, that the target's group now has or no longer has.
    record Members(String groupId, List<String> added, List<String> removed) implements LinkChange {
      public Members {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
      }
    }
  }
}
