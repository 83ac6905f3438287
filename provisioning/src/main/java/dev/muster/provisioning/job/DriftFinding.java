package dev.muster.provisioning.job;

import dev.muster.provisioning.plan.AttributeChange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One difference between a target and what a job wrote to it.
///
/// @param cycle the reconciliation that found it
/// @param sourceId empty for an object that no entry is linked to
/// @param changes what a changed object holds (`before`) and what it should hold (`after`)
/// @param added members, by target id, that somebody put into the group
/// @param removed members, by target id, that somebody took out of it
public record DriftFinding(
    long cycle,
    Kind kind,
    String objectType,
    String targetId,
    Optional<String> sourceId,
    String displayName,
    List<AttributeChange> changes,
    List<String> added,
    List<String> removed,
    Handling handling,
    Instant foundAt) {

  public DriftFinding {
    changes = List.copyOf(changes);
    added = List.copyOf(added);
    removed = List.copyOf(removed);
  }

  /// In which way the target differs.
  public enum Kind {
    CHANGED,
    DELETED,
    CREATED,
    MEMBERSHIP
  }

  /// What became of it.
  public enum Handling {
    REPORTED,
    /// An action of the reconciliation's plan puts it right.
    REPAIR_PLANNED,
    /// It was repaired before and is the same again: the target keeps the value in a form of its
    /// own, and is not written to any more.
    KEPT_BY_TARGET
  }
}
