package dev.muster.provisioning.expression;

import dev.muster.provisioning.source.Entry;
import tools.jackson.databind.JsonNode;

/// Evaluates the terms of an expression over one entry.
record Evaluation(Entry entry, Environment environment) {

  JsonNode value(Term term) {
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

  // A source need not repeat the entry's id among its attributes.
  private JsonNode read(AttributeReader reader) {
    var value = reader.read(entry.attributes());
    if (Values.isNull(value)) {
      return reader.name().equalsIgnoreCase("id") ? Values.of(entry.id()) : Values.NULL;
    }
    return value;
  }

  private JsonNode call(Term.Call call) {
    var arguments = new Arguments(call, this);
    return arguments.lacking() ? Values.NULL : call.function().body().call(arguments);
  }
}
