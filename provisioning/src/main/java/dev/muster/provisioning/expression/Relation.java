package dev.muster.provisioning.expression;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A comparison in a condition. Absent and empty are the same here, so that a condition over an
/// attribute without a value is simply false or true; Entra's `IIF` fails on it.
enum Relation {
  EQUAL("="),
  NOT_EQUAL("<>"),
  GREATER_OR_EQUAL(">="),
  LESS_OR_EQUAL("<="),
  GREATER(">"),
  LESS("<");

  private final String sign;

  Relation(String sign) {
    this.sign = sign;
  }

  /// The relation whose sign stands at that place, the longest one first.
  static Optional<Relation> at(String text, int index) {
    for (var length = 2; length > 0; length--) {
      for (var relation : values()) {
        if (relation.sign.length() == length && text.startsWith(relation.sign, index)) {
          return Optional.of(relation);
        }
      }
    }
    return Optional.empty();
  }

  int length() {
    return sign.length();
  }

  boolean holds(JsonNode left, JsonNode right) {
    return switch (this) {
      case EQUAL -> equal(left, right);
      case NOT_EQUAL -> !equal(left, right);
      case GREATER_OR_EQUAL -> bothPresent(left, right) && order(left, right) >= 0;
      case LESS_OR_EQUAL -> bothPresent(left, right) && order(left, right) <= 0;
      case GREATER -> bothPresent(left, right) && order(left, right) > 0;
      case LESS -> bothPresent(left, right) && order(left, right) < 0;
    };
  }

  private static boolean equal(JsonNode left, JsonNode right) {
    if (left.isNumber() || right.isNumber()) {
      var first = Values.findNumber(left);
      var second = Values.findNumber(right);
      if (first.isPresent() && second.isPresent()) {
        return first.get().compareTo(second.get()) == 0;
      }
    }
    return Values.text(left).equals(Values.text(right));
  }

  private static boolean bothPresent(JsonNode left, JsonNode right) {
    return Values.isPresent(left) && Values.isPresent(right);
  }

  /// Numbers by size, dates by time, everything else by its characters.
  private static int order(JsonNode left, JsonNode right) {
    var first = Values.findNumber(left);
    var second = Values.findNumber(right);
    if (first.isPresent() && second.isPresent()) {
      return first.get().compareTo(second.get());
    }
    var before = DateText.parse(Values.text(left));
    var after = DateText.parse(Values.text(right));
    if (before.isPresent() && after.isPresent()) {
      return before.get().compareTo(after.get());
    }
    return Values.text(left).compareTo(Values.text(right));
  }
}
