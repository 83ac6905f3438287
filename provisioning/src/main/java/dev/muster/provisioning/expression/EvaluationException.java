package dev.muster.provisioning.expression;

/// An entry that an expression cannot be evaluated for, such as a date that is none. It concerns
/// this entry alone; the expression is good for others.
public final class EvaluationException extends RuntimeException {
  private final boolean located;

  public EvaluationException(String problem) {
    this(problem, false);
  }

  private EvaluationException(String problem, boolean located) {
    super(problem);
    this.located = located;
  }

  /// A problem whose message says already where in the expression it is.
  static EvaluationException located(String problem) {
    return new EvaluationException(problem, true);
  }

  /// The same problem with the place of the innermost function that has it.
  EvaluationException at(String function, int column) {
    return located
        ? this
        : new EvaluationException(
            "%s at column %d: %s".formatted(function, column, getMessage()), true);
  }
}
