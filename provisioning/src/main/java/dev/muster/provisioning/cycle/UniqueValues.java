package dev.muster.provisioning.cycle;

import dev.muster.provisioning.mapping.CompiledMapping;
import dev.muster.provisioning.mapping.CompiledMapping.CompiledAttribute;
import dev.muster.provisioning.mapping.MatchingValue;
import dev.muster.provisioning.mapping.TargetState;
import dev.muster.provisioning.plan.EntryDecision.InScope;
import dev.muster.provisioning.source.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Chooses the values of `SelectUniqueValue` for a new object: the first rule whose value nobody
/// has in the target, nor gets by this plan.
final class UniqueValues {
  private final CompiledMapping mapping;
  private final Matcher matcher;

  UniqueValues(CompiledMapping mapping, Matcher matcher) {
    this.mapping = mapping;
    this.matcher = matcher;
  }

  /// What choosing came to.
  sealed interface Chosen {
    record Values(InScope decision) implements Chosen {}

    /// All values that the rules give are taken.
    record Exhausted(String attribute, List<String> tried) implements Chosen {
      public Exhausted {
        tried = List.copyOf(tried);
      }
    }
  }

  boolean needed() {
    return !mapping.uniqueAttributes().isEmpty();
  }

  /// The decision with values that are free.
  Chosen choose(Entry entry, InScope decision) {
    var values = new LinkedHashMap<>(decision.onCreate().values());
    for (var attribute : mapping.uniqueAttributes()) {
      var tried = new ArrayList<String>();
      var free = free(entry, attribute, tried);
      if (free.isEmpty() && !tried.isEmpty()) {
        return new Chosen.Exhausted(attribute.mapping().target(), tried);
      }
      free.ifPresent(value -> values.put(attribute.mapping().target(), value));
    }
    return new Chosen.Values(
        new InScope(
            decision.sourceId(),
            decision.displayName(),
            new TargetState(values, decision.onCreate().references()),
            decision.desired()));
  }

  private Optional<JsonNode> free(Entry entry, CompiledAttribute attribute, List<String> tried) {
    for (var rule : attribute.alternatives()) {
      var value = rule.apply(entry);
      if (value.isPresent()) {
        var text = value.get().asString();
        var wanted = new MatchingValue(attribute.mapping().target(), text, attribute.caseExact());
        if (!matcher.isTaken(wanted, entry.id())) {
          return value;
        }
        tried.add(text);
      }
    }
    return Optional.empty();
  }
}
