package dev.muster.provisioning.expression;

import dev.muster.provisioning.source.Entry;
import tools.jackson.databind.JsonNode;

/// Evaluates the terms of an expression over one entry.
record Evaluation(Entry entry, Environment environment, Budget budget) {

  Evaluation(Entry entry, Environment environment) {
    this(entry, environment, new Budget());
  }

  JsonNode value(Term term) {
    budget.step();
    return switch (term) {
      case Term.Constant constant -> constant.value();
      case Term.Attribute attribute -> read(attribute.reader());
      case Term.Call call -> call(call);
      case Term.Comparison comparison ->
          Values.of(
              comparison.relation().holds(value(comparison.left()), value(comparison.right())));
      case Term.Omitted omitted -> Values.NULL;
    };
  }

  private JsonNode read(AttributeReader reader) {
    var value = reader.read(entry.attributes());
    return Values.isNull(value) ? ComputedAttributes.read(reader.name(), entry) : value;
  }

  private JsonNode call(Term.Call call) {
    var arguments = new Arguments(call, this);
    try {
      return arguments.lacking()
          ? Values.NULL
          : budget.output(call.function().body().call(arguments));
    } catch (EvaluationException e) {
      throw e.at(call.function().name(), call.column());
    }
  }
}
