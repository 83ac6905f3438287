package dev.muster.provisioning.plan;

import dev.muster.provisioning.mapping.TargetState;

/// What the source says of one entry: the planner's input on that side.
public sealed interface EntryDecision {
  String sourceId();

  String displayName();

  /// The entry belongs to the job.
  ///
  /// @param onCreate the state of a new object: defaults and create-only attributes included
  /// @param desired the state that an existing object should have
  record InScope(String sourceId, String displayName, TargetState onCreate, TargetState desired)
      implements EntryDecision {}

  /// The entry exists and does not belong to the job (any more).
  record OutOfScope(String sourceId, String displayName) implements EntryDecision {}

  /// The entry is gone from the source.
  record Missing(String sourceId, String displayName) implements EntryDecision {}
}
