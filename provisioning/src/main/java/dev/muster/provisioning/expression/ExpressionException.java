package dev.muster.provisioning.expression;

/// An expression that cannot be read; the message names the column and the way out.
public final class ExpressionException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ExpressionException(String message) {
    super(message);
  }
}
