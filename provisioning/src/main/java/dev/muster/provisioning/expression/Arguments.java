package dev.muster.provisioning.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.StringNode;

/// The arguments of a function, evaluated when they are asked for.
final class Arguments {
  private final List<Term> terms;
  private final Evaluation evaluation;

  Arguments(List<Term> terms, Evaluation evaluation) {
    this.terms = terms;
    this.evaluation = evaluation;
  }

  int size() {
    return terms.size();
  }

  Evaluation evaluation() {
    return evaluation;
  }

  /// The value of an argument; a missing node if it was left out or has no value.
  JsonNode value(int index) {
    return index < terms.size() ? evaluation.value(terms.get(index)) : MissingNode.getInstance();
  }

  /// Whether the argument has a value; an empty text is one.
  boolean has(int index) {
    return !value(index).isMissingNode();
  }

  /// The argument as text; empty if it has no value.
  String text(int index) {
    return textOf(value(index));
  }

  /// The argument as a number; 0 if it is none.
  long number(int index) {
    return numberOf(value(index));
  }

  boolean truth(int index) {
    return truthOf(value(index));
  }

  /// All values of all arguments from an index on, in order.
  List<String> texts(int from) {
    var texts = new ArrayList<String>();
    for (var i = from; i < terms.size(); i++) {
      var value = value(i);
      if (value.isArray()) {
        value.forEach(element -> texts.add(textOf(element)));
      } else if (!value.isMissingNode()) {
        texts.add(textOf(value));
      }
    }
    return texts;
  }

  /// A value as text. Booleans are written as Entra does: True and False.
  static String textOf(JsonNode value) {
    if (value instanceof BooleanNode bool) {
      return bool.booleanValue() ? "True" : "False";
    }
    if (value.isArray()) {
      return value.isEmpty() ? "" : textOf(value.get(0));
    }
    return value.isObject() ? textOf(value.path("value")) : value.asString("");
  }

  static long numberOf(JsonNode value) {
    if (value.isNumber()) {
      return value.asLong();
    }
    try {
      var text = textOf(value).strip();
      return text.startsWith("&H") ? Long.parseLong(text.substring(2), 16) : Long.parseLong(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  static boolean truthOf(JsonNode value) {
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    return switch (textOf(value).toLowerCase(Locale.ROOT)) {
      case "true", "yes", "y" -> true;
      default -> numberOf(value) != 0;
    };
  }

  static JsonNode text(String value) {
    return StringNode.valueOf(value);
  }
}
