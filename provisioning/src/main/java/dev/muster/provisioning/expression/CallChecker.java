package dev.muster.provisioning.expression;

/// Checks a call when it is compiled: the number of its arguments, which may be left out, and
/// constants against the kind that their parameter takes.
final class CallChecker {
  private final Term.Call call;

  private CallChecker(Term.Call call) {
    this.call = call;
  }

  static void check(Term.Call call) {
    new CallChecker(call).check();
  }

  private void check() {
    var function = call.function();
    if (!function.takes(call.arguments().size())) {
      throw problem(
          "%s takes other arguments than these %d: %s"
              .formatted(
                  function.name(), call.arguments().size(), function.signature().signature()),
          call.column());
    }
    for (int i = 0; i < call.arguments().size(); i++) {
      check(call.arguments().get(i), function.parameter(i));
    }
    function
        .check()
        .problem(call.arguments())
        .ifPresent(problem -> {
          throw problem(function.name() + ": " + problem, call.column());
        });
  }

  private void check(Term argument, Parameter parameter) {
    switch (argument) {
      case Term.Omitted omitted -> {
        if (!parameter.optional() && !parameter.takesNull()) {
          throw problem(
              "%s needs a value for %s: %s"
                  .formatted(
                      call.function().name(),
                      parameter.name(),
                      call.function().signature().signature()),
              omitted.column());
        }
      }
      case Term.Constant(var value, int column) ->
          parameter
              .kind()
              .problemWith(value)
              .ifPresent(problem -> {
                throw problem(
                    "%s: %s %s".formatted(call.function().name(), parameter.name(), problem),
                    column);
              });
      case Term.Comparison comparison -> {
        if (parameter.kind() != Kind.CONDITION) {
          throw problem(
              "%s: %s is no condition; compare inside IIF, CBool, And, Or or Not"
                  .formatted(call.function().name(), parameter.name()),
              comparison.column());
        }
      }
      case Term.Call nested -> {
        if (nested.function().name().equals("SelectUniqueValue")) {
          throw problem("SelectUniqueValue has to be the outermost function", nested.column());
        }
      }
      case Term.Attribute attribute -> {}
    }
  }

  private static ExpressionException problem(String problem, int column) {
    return new ExpressionException("%s at column %d".formatted(problem, column), column);
  }
}
