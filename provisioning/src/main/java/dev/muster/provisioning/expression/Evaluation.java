package dev.muster.provisioning.expression;

import java.time.Clock;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.MissingNode;

/// What an expression is evaluated with.
///
/// @param attributes of the entry
/// @param clock for Now
/// @param random for Guid and RandomString
public record Evaluation(EntryAttributes attributes, Clock clock, RandomGenerator random) {

  JsonNode value(Term term) {
    return switch (term) {
      case Term.Attribute attribute -> attributes.value(attribute);
      case Term.Constant(var value) -> value;
      case Term.Call(var function, var arguments) ->
          function.body().apply(new Arguments(arguments, this));
      case Term.Comparison comparison -> BooleanNode.valueOf(Conditions.holds(comparison, this));
      case Term.Absent absent -> MissingNode.getInstance();
    };
  }
}
