package dev.muster.provisioning.graph;

import dev.muster.provisioning.scope.CompiledFilter;
import dev.muster.provisioning.scope.ScopeException;
import dev.muster.provisioning.scope.ScopeOperator;
import dev.muster.provisioning.scope.ScopingFilter;
import dev.muster.provisioning.scope.ScopingFilter.Clause;
import dev.muster.provisioning.scope.ScopingFilter.Quantifier;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Reads the scope of an object mapping — Graph's `filter`. A clause that cannot be carried over is
/// an error: without it, others would be in scope.
final class FilterReading {
  private final GraphNames names;
  private final List<String> notes;

  FilterReading(GraphNames names, List<String> notes) {
    this.names = names;
    this.notes = notes;
  }

  ScopingFilter read(JsonNode scope) {
    for (var other : List.of("inputFilterGroups", "categoryFilterGroups")) {
      if (!scope.path(other).isEmpty()) {
        notes.add(
            "%s were left out: Entra calls them experimental; make them scoping filters"
                .formatted(other));
      }
    }
    var groups = new ArrayList<ScopingFilter.Group>();
    for (var group : scope.path("groups")) {
      var title = group.path("name").asString("");
      var clauses = new ArrayList<Clause>();
      group.path("clauses").forEach(clause -> clauses.add(clause(clause)));
      if (!clauses.isEmpty()) {
        groups.add(
            new ScopingFilter.Group(
                title.isBlank() ? "Filter %d".formatted(groups.size() + 1) : title, clauses));
      }
    }
    return checked(new ScopingFilter(groups));
  }

  private static ScopingFilter checked(ScopingFilter filter) {
    try {
      return CompiledFilter.compile(filter).filter();
    } catch (ScopeException e) {
      throw new GraphException(String.valueOf(e.getMessage()));
    }
  }

  private Clause clause(JsonNode json) {
    var name = json.path("operatorName").asString("");
    var operator =
        ScopeOperator.find(name)
            .orElseThrow(() ->
                new GraphException(
                    "the scoping filter's operator \"%s\" is unknown; there are %s"
                        .formatted(name, String.join(", ", ScopeOperator.labels()))));
    var values = new ArrayList<String>();
    if (operator.takesValues()) {
      json.path("targetOperand").path("values").forEach(value -> values.add(value.asString()));
    }
    var attribute = json.path("sourceOperandName").asString("");
    return new Clause(
        operator.ofGroups() ? "" : names.toMuster(attribute),
        operator,
        values,
        json.path("multivaluedComparisonType").asString("").equalsIgnoreCase("any")
            ? Quantifier.ANY
            : Quantifier.ALL);
  }
}
