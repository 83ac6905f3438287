package dev.muster.server.cli;

/// A command that cannot do what it was asked to; the message is all that the user sees.
public final class CommandException extends RuntimeException {
  public CommandException(String message) {
    super(message);
  }

  public CommandException(String message, Throwable cause) {
    super(message, cause);
  }
}
