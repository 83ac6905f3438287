package dev.muster.store;

/// The database failed: it cannot be reached, its disk is full, it stayed locked. The message says
/// what was being done.
public final class DatabaseException extends RuntimeException {
  DatabaseException(String message, Throwable cause) {
    super(message, cause);
  }
}
