package dev.muster.provisioning.plan;

import dev.muster.provisioning.job.Link;
import dev.muster.provisioning.mapping.TargetState;
import java.util.List;

/// Which target object an entry is.
public sealed interface Match {
  /// The stored link says so.
  record Linked(Link link) implements Match {}

  /// A matching attribute found exactly one object that no other entry is linked to.
  record Found(String attribute, String targetId, TargetState current) implements Match {}

  /// Nothing in the target matches.
  record None() implements Match {}

  /// Several objects match: a person must say which.
  record Ambiguous(String attribute, String value, List<String> targetIds) implements Match {
    public Ambiguous {
      targetIds = List.copyOf(targetIds);
    }
  }

  /// The object that matches is linked to another entry already.
  record Taken(String attribute, String value, String targetId, String otherSourceId)
      implements Match {}

  /// The object that matches is not this entry's, as somebody decided.
  record Refused(String attribute, String targetId) implements Match {}

  /// The entry has no value for any matching attribute.
  record Unmatchable(List<String> attributes) implements Match {
    public Unmatchable {
      attributes = List.copyOf(attributes);
    }
  }
}
