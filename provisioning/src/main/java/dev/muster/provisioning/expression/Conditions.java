package dev.muster.provisioning.expression;

import tools.jackson.databind.JsonNode;

/// Evaluates conditions. Numbers are compared as numbers, everything else as text, case-sensitive
/// as in Entra.
final class Conditions {
  private Conditions() {}

  static boolean holds(Term.Comparison comparison, Evaluation evaluation) {
    var order = compare(evaluation.value(comparison.left()), evaluation.value(comparison.right()));
    return switch (comparison.operator()) {
      case EQUAL -> order == 0;
      case NOT_EQUAL -> order != 0;
      case GREATER -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
    };
  }

  private static int compare(JsonNode left, JsonNode right) {
    if (left.isNumber() || right.isNumber()) {
      return Long.compare(Arguments.numberOf(left), Arguments.numberOf(right));
    }
    if (left.isBoolean() || right.isBoolean()) {
      return Boolean.compare(Arguments.truthOf(left), Arguments.truthOf(right));
    }
    return Arguments.textOf(left).compareTo(Arguments.textOf(right));
  }
}
