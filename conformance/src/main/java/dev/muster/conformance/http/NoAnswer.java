package dev.muster.conformance.http;

/// A request that got no answer: refused, cut off, or too late.
public final class NoAnswer extends RuntimeException {
  private static final long serialVersionUID = 1;

  NoAnswer(String message, Throwable cause) {
    super(message, cause);
  }

  /// What happened, in a few words.
  public String reason() {
    return String.valueOf(getMessage());
  }
}
