package dev.muster.provisioning.expression;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// A part of a compiled expression.
sealed interface Term {
  /// Where it stands in the expression, counted from 1.
  int column();

  /// `"text"`, `12`, `&HF`, `True` or a keyword such as `vbTextCompare`.
  record Constant(JsonNode value, int column) implements Term {}

  /// `[attribute]`.
  record Attribute(AttributeReader reader, int column) implements Term {}

  /// `Name(arguments)`.
  record Call(Function function, List<Term> arguments, int column) implements Term {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /// `left = right`, as a condition.
  record Comparison(Term left, Relation relation, Term right, int column) implements Term {}

  /// An argument that is left out between its commas.
  record Omitted(int column) implements Term {}
}
