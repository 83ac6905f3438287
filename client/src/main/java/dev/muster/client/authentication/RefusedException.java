package dev.muster.client.authentication;

/// The token endpoint gave no token. The message says why and what to look at, and holds no secret.
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;

  RefusedException(int status, String message) {
    super(message);
    this.status = status;
  }

  /// The token endpoint's HTTP status.
  public int status() {
    return status;
  }
}
