package dev.muster.server.outbound;

/// A request of the server's own that could not be made or got no good answer. The message is for
/// the log and for administrators.
public final class OutboundException extends RuntimeException {
  public OutboundException(String message) {
    super(message);
  }

  public OutboundException(String message, Throwable cause) {
    super(message, cause);
  }
}
