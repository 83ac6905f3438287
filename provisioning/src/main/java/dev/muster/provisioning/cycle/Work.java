package dev.muster.provisioning.cycle;

/// What a job is to do in one run.
public sealed interface Work {
  /// Bring the source's changes to the target.
  record Sync() implements Work {}

  /// Finish a cycle that was interrupted, or whose plan was approved, and begin no other.
  record Resume() implements Work {}

  /// Compare the target with what was written to it.
  record Drift() implements Work {}

  /// Plan to take back what a cycle did.
  record Undo(long cycle) implements Work {}
}
