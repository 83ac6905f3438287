package dev.muster.provisioning.cycle;

import java.util.Map;
import java.util.Set;

/// What a job is to do in one run.
public sealed interface Work {
  /// Bring the source's changes to the target.
  record Sync() implements Work {}

  /// Finish a cycle that was interrupted, or whose plan was approved, and begin no other.
  record Resume() implements Work {}

  /// Compare the target with what was written to it.
  record Drift() implements Work {}

  /// Bring some entries to the target now, beside whatever else the job has to do.
  ///
  /// @param entries ids by object type
  /// @param members ids of members to look at, by the id of their group
  record OnDemand(Map<String, Set<String>> entries, Map<String, Set<String>> members)
      implements Work {
    public OnDemand {
      entries = Map.copyOf(entries);
      members = Map.copyOf(members);
    }
  }

  /// Plan to take back what a cycle did.
  record Undo(long cycle) implements Work {}
}
