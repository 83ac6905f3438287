package dev.muster.provisioning.expression;

import java.util.List;

/// Functions of numbers.
final class NumberFunctions {
  static final List<Function> ALL =
      List.of(
          Function.of(
              "BitAnd",
              "The bits that both numbers have.",
              List.of(Parameter.of("value1", Kind.WHOLE), Parameter.of("value2", Kind.WHOLE)),
              a -> Values.number(bits(a, 0) & bits(a, 1))));

  private NumberFunctions() {}

  private static long bits(Arguments arguments, int index) {
    try {
      return arguments.number(index).longValueExact();
    } catch (ArithmeticException e) {
      throw arguments.misfit(index, "a whole number");
    }
  }
}
