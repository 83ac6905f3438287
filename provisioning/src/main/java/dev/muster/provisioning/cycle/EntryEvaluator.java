package dev.muster.provisioning.cycle;

import dev.muster.provisioning.mapping.AttributeMapping;
import dev.muster.provisioning.mapping.CompiledMapping;
import dev.muster.provisioning.mapping.CompiledMapping.CompiledAttribute;
import dev.muster.provisioning.mapping.MappingException;
import dev.muster.provisioning.scope.Scope;
import dev.muster.provisioning.scope.ScopeDecision;
import dev.muster.provisioning.source.Entry;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Evaluates one entry under given settings, without a target: is it in scope, and what would flow.
public final class EntryEvaluator {
  private EntryEvaluator() {}

  /// What the settings make of an entry.
  public record EntryEvaluation(
      Entry entry, ScopeDecision scope, List<AttributeEvaluation> attributes) {
    public EntryEvaluation {
      attributes = List.copyOf(attributes);
    }
  }

  /// What a line of the mapping gives.
  ///
  /// @param value empty if nothing flows
  /// @param fallback the default that a new object gets then
  /// @param problem why the expression has no value for this entry
  public record AttributeEvaluation(
      AttributeMapping mapping,
      Optional<JsonNode> value,
      Optional<JsonNode> fallback,
      Optional<String> problem,
      boolean redacted) {}

  public static EntryEvaluation evaluate(CompiledMapping mapping, Scope scope, Entry entry) {
    var decision = scope.page(mapping.mapping().scope(), List.of(entry.id())).decide(entry);
    var assigned = entry.withRoles(decision.roles());
    return new EntryEvaluation(
        assigned,
        decision,
        mapping.attributes().stream().map(attribute -> evaluate(attribute, assigned)).toList());
  }

  private static AttributeEvaluation evaluate(CompiledAttribute attribute, Entry entry) {
    try {
      var value = attribute.value().apply(entry);
      return new AttributeEvaluation(
          attribute.mapping(),
          value,
          value.isPresent() ? Optional.empty() : attribute.defaultValue(),
          Optional.empty(),
          attribute.redacted());
    } catch (MappingException e) {
      return new AttributeEvaluation(
          attribute.mapping(),
          Optional.empty(),
          Optional.empty(),
          Optional.of(String.valueOf(e.getMessage())),
          attribute.redacted());
    }
  }
}
