package dev.muster.provisioning.expression;

import dev.muster.scim.path.PatchPath;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A part of an expression as read.
sealed interface Term {
  /// `[department]`. A name that is no path, such as a column with a space, is looked up as it
  /// stands.
  record Attribute(String name, Optional<PatchPath> path) implements Term {}

  /// A text, number or boolean.
  record Constant(JsonNode value) implements Term {}

  /// A function with its arguments.
  record Call(Function function, List<Term> arguments) implements Term {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /// A condition, such as `[country] = "USA"`.
  record Comparison(Term left, Operator operator, Term right) implements Term {}

  /// An argument that was left out: nothing stands between two commas.
  record Absent() implements Term {}

  /// Operators of conditions.
  enum Operator {
    EQUAL,
    NOT_EQUAL,
    GREATER,
    GREATER_OR_EQUAL,
    LESS,
    LESS_OR_EQUAL
  }
}
