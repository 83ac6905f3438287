package dev.muster.store;

import java.util.function.Supplier;

/// Runs transactions again that failed for a reason that passes: a deadlock, a lock, a connection
/// that broke.
final class Retries {
  private static final int ATTEMPTS = 6;
  private static final long FIRST_PAUSE_MILLIS = 10;

  private final Dialect dialect;

  Retries(Dialect dialect) {
    this.dialect = dialect;
  }

  boolean certainlyRolledBack(Throwable failure) {
    return Dialect.sqlFailure(failure).filter(dialect::certainlyRolledBack).isPresent();
  }

  boolean worthAnotherTry(Throwable failure) {
    if (failure instanceof DatabaseException) {
      return false;
    }
    return Dialect.sqlFailure(failure).filter(dialect::worthAnotherTry).isPresent();
  }

  <T> T run(Supplier<T> transaction) {
    for (int attempt = 1; ; attempt++) {
      try {
        return transaction.get();
      } catch (RuntimeException e) {
        if (attempt == ATTEMPTS || !worthAnotherTry(e)) {
          throw e;
        }
        pause(attempt);
      }
    }
  }

  private static void pause(int attempt) {
    try {
      Thread.sleep(FIRST_PAUSE_MILLIS << attempt);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
