package dev.muster.provisioning.expression;

import static dev.muster.provisioning.expression.Kind.ANY;
import static dev.muster.provisioning.expression.Kind.CONDITION;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Functions that choose and that ask. Only the branch that is taken is evaluated.
final class LogicFunctions {
  private static final Parameter EXPRESSION = Parameter.of("expression", ANY).orNull();
  private static final Parameter TRUTH = Parameter.of("condition", CONDITION).orNull();

  static final List<Function> ALL =
      List.of(
          Function.of(
              "IIF",
              "One value or another, by a condition.",
              List.of(
                  TRUTH,
                  Parameter.of("valueIfTrue", ANY).orNull(),
                  Parameter.of("valueIfFalse", ANY).orNull()),
              a -> a.truth(0) ? a.value(1) : a.value(2)),
          Function.of(
                  "Switch",
                  "The value of the key that the source equals, else the default.",
                  List.of(
                      Parameter.of("source", ANY).orNull(),
                      Parameter.of("defaultValue", ANY).orNull(),
                      Parameter.of("key", ANY).orNull(),
                      Parameter.of("value", ANY).orNull().repeated()),
                  LogicFunctions::choose)
              .checked(LogicFunctions::pairs),
          Function.of(
              "Coalesce",
              "The first source that has a value.",
              List.of(Parameter.of("source", ANY).orNull().repeated()),
              LogicFunctions::firstValue),
          Function.of(
              "And",
              "Whether all conditions hold. Muster's own.",
              List.of(TRUTH, TRUTH.repeated()),
              a -> Values.of(all(a))),
          Function.of(
              "Or",
              "Whether a condition holds. Muster's own.",
              List.of(TRUTH, TRUTH.repeated()),
              a -> Values.of(any(a))),
          Function.of(
              "Not",
              "Whether the source is not true.",
              List.of(TRUTH),
              a -> Values.of(!a.truth(0))),
          Function.of(
              "CBool", "The expression as a boolean.", List.of(TRUTH), a -> Values.of(a.truth(0))),
          Function.of(
              "IsNull",
              "Whether there is no value.",
              List.of(EXPRESSION),
              a -> Values.of(Values.isNull(a.value(0)))),
          Function.of(
              "IsNothing",
              "Whether there is no value.",
              List.of(EXPRESSION),
              a -> Values.of(Values.isNull(a.value(0)))),
          Function.of(
              "IsNullOrEmpty",
              "Whether there is no value, or an empty one.",
              List.of(EXPRESSION),
              a -> Values.of(!Values.isPresent(a.value(0)))),
          Function.of(
              "IsPresent",
              "Whether there is a value, and not an empty one.",
              List.of(EXPRESSION),
              a -> Values.of(Values.isPresent(a.value(0)))),
          Function.of(
              "IsString",
              "Whether the value is text.",
              List.of(EXPRESSION),
              a -> Values.of(a.value(0).isString())),
          Function.of(
              "IgnoreFlowIfNullOrEmpty",
              "The value; nothing if it is empty.",
              List.of(EXPRESSION),
              a -> Values.isPresent(a.value(0)) ? a.value(0) : Values.NULL));

  private LogicFunctions() {}

  private static Optional<String> pairs(List<Term> arguments) {
    return arguments.size() % 2 == 0
        ? Optional.empty()
        : Optional.of("each key needs a value: the number of arguments has to be even");
  }

  private static JsonNode choose(Arguments arguments) {
    var source = arguments.text(0);
    for (int i = 2; i < arguments.count(); i += 2) {
      if (arguments.text(i).equals(source)) {
        return arguments.value(i + 1);
      }
    }
    return arguments.value(1);
  }

  private static JsonNode firstValue(Arguments arguments) {
    for (int i = 0; i < arguments.count(); i++) {
      if (!Values.isNull(arguments.value(i))) {
        return arguments.value(i);
      }
    }
    return Values.NULL;
  }

  private static boolean all(Arguments arguments) {
    for (int i = 0; i < arguments.count(); i++) {
      if (!arguments.truth(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean any(Arguments arguments) {
    for (int i = 0; i < arguments.count(); i++) {
      if (arguments.truth(i)) {
        return true;
      }
    }
    return false;
  }
}
