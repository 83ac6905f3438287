package dev.muster.store;

import java.sql.SQLException;

/// A statement failed; the cause says whether it is worth another try.
final class StatementException extends RuntimeException {
  StatementException(String message, SQLException cause) {
    super(message, cause);
  }
}
