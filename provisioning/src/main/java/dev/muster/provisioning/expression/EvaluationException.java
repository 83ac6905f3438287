package dev.muster.provisioning.expression;

/// An entry that an expression cannot be evaluated for, such as a date that is none. It concerns
/// this entry alone; the expression is good for others.
public final class EvaluationException extends RuntimeException {
  public EvaluationException(String problem) {
    super(problem);
  }
}
