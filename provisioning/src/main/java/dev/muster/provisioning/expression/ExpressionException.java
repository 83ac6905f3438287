package dev.muster.provisioning.expression;

/// An expression that cannot be compiled. The message names the thing, its column and the way out.
public final class ExpressionException extends RuntimeException {
  private final int column;

  ExpressionException(String problem, int column) {
    super("expression: " + problem);
    this.column = column;
  }

  /// Where in the expression, counted from 1.
  public int column() {
    return column;
  }
}
