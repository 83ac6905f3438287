package dev.muster.provisioning.expression;

import tools.jackson.databind.JsonNode;

/// How much one evaluation may do: a mapping that multiplies its text or walks a long list a
/// thousand times must not stop a cycle.
final class Budget {
  private static final int MOST_STEPS = 100_000;
  private static final int MOST_CHARACTERS = 1_000_000;

  private int steps;
  private long characters;

  void step() {
    if (++steps > MOST_STEPS) {
      throw new EvaluationException(
          "the expression takes more than %,d steps".formatted(MOST_STEPS));
    }
  }

  /// Counts what a function gives.
  JsonNode output(JsonNode value) {
    for (var part : Values.list(value)) {
      step();
      characters += part.isString() ? part.stringValue().length() : 0;
    }
    if (characters > MOST_CHARACTERS) {
      throw new EvaluationException(
          "the expression makes more than %,d characters".formatted(MOST_CHARACTERS));
    }
    return value;
  }
}
