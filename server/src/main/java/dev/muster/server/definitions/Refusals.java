package dev.muster.server.definitions;

import dev.muster.store.resource.DefinitionOutcome;
import java.util.stream.Collectors;

/// Says in words why the store has not made a change.
final class Refusals {
  private Refusals() {}

  static String of(DefinitionOutcome outcome) {
    return switch (outcome) {
      case DefinitionOutcome.Changed changed -> "changed";
      case DefinitionOutcome.Stale stale ->
          "somebody else has just changed the tenant; read it and try again";
      case DefinitionOutcome.Duplicates(var type, var attribute, var values) -> {
        var shared = values.stream().map("\"%s\""::formatted).collect(Collectors.joining(", "));
        yield ("attribute \"%s\" cannot be unique: several %s resources have %s; give each a value of"
                + " its own first")
            .formatted(attribute, type, shared);
      }
      case DefinitionOutcome.NeedsLookups(var type, var attribute) ->
          ("attribute \"%s\" cannot be unique yet: too many %s resources have a value to compare"
                  + " them at once; add it to \"indexed\", and make it unique when its index is"
                  + " complete")
              .formatted(attribute, type);
      case DefinitionOutcome.Busy(var work) ->
          "the index of \"%s\" of %s is still being worked on; try again when it is complete"
              .formatted(work.attribute(), work.resourceType());
    };
  }
}
