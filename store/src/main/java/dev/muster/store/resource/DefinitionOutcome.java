package dev.muster.store.resource;

import java.util.List;

/// What became of a change of a tenant's definitions.
public sealed interface DefinitionOutcome {
  record Changed() implements DefinitionOutcome {}

  /// The tenant has moved on from the revision that the change was made for.
  record Stale() implements DefinitionOutcome {}

  /// Several resources have the same value of an attribute that is to be unique.
  ///
  /// @param values some of those values, as lookups hold them
  record Duplicates(String resourceType, String attribute, List<String> values)
      implements DefinitionOutcome {
    public Duplicates {
      values = List.copyOf(values);
    }
  }

  /// An attribute that is to be unique has values in too many resources to make their lookups at
  /// once: it has to have complete lookups first.
  record NeedsLookups(String resourceType, String attribute) implements DefinitionOutcome {}

  /// Work of an earlier change on the same lookups is not done yet.
  record Busy(LookupWork work) implements DefinitionOutcome {}
}
