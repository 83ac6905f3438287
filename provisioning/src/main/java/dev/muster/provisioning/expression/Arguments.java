package dev.muster.provisioning.expression;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The arguments of one call while it is evaluated. Each is evaluated when it is first asked for,
/// so that the branch not taken cannot fail, and only once.
final class Arguments {
  private final Term.Call call;
  private final Evaluation evaluation;
  private final @Nullable JsonNode[] values;

  Arguments(Term.Call call, Evaluation evaluation) {
    this.call = call;
    this.evaluation = evaluation;
    this.values = new JsonNode[call.arguments().size()];
  }

  int count() {
    return values.length;
  }

  Environment environment() {
    return evaluation.environment();
  }

  /// Whether the argument is written at all, even if it has no value.
  boolean given(int index) {
    return index < count() && !(call.arguments().get(index) instanceof Term.Omitted);
  }

  JsonNode value(int index) {
    if (index >= count()) {
      return Values.NULL;
    }
    var known = values[index];
    if (known != null) {
      return known;
    }
    var value = evaluation.value(call.arguments().get(index));
    values[index] = value;
    return value;
  }

  /// The argument as text; empty when it has no value.
  String text(int index) {
    return Values.text(value(index));
  }

  BigDecimal number(int index) {
    return Values.findNumber(value(index)).orElseThrow(() -> misfit(index, "a number"));
  }

  int whole(int index) {
    try {
      return number(index).intValueExact();
    } catch (ArithmeticException e) {
      throw misfit(index, "a whole number");
    }
  }

  int whole(int index, int otherwise) {
    return Values.isPresent(value(index)) ? whole(index) : otherwise;
  }

  Instant date(int index) {
    return DateText.parse(text(index))
        .orElseThrow(() ->
            misfit(index, "a date such as \"2026-01-31\"; read other forms with FormatDateTime"));
  }

  /// The argument as a condition; no value and empty text are false.
  boolean truth(int index) {
    var value = value(index);
    if (!Values.isPresent(value)) {
      return false;
    }
    return Values.findTruth(value).orElseThrow(() -> misfit(index, "True or False"));
  }

  /// Whether a parameter that needs a value has none.
  boolean lacking() {
    for (int i = 0; i < count(); i++) {
      if (!call.function().parameter(i).takesNull() && Values.isNull(value(i))) {
        return true;
      }
    }
    return false;
  }

  /// The problem with an argument's value.
  EvaluationException misfit(int index, String expected) {
    return EvaluationException.located(
        "%s at column %d: %s is \"%s\", which is not %s"
            .formatted(
                call.function().name(),
                call.column(),
                call.function().parameter(index).name(),
                Optional.of(text(index)).filter(text -> text.length() < 200).orElse("…"),
                expected));
  }
}
