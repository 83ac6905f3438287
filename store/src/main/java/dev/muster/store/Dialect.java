package dev.muster.store;

import java.sql.SQLException;
import java.util.Collection;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;

/// What the two databases say differently. All other SQL is the same for both.
public sealed interface Dialect permits SqliteDialect, PostgreSqlDialect {

  /// The condition that a column's value is one of the texts that [#bindList] binds to the
  /// parameter; an index on the column is used for each of them.
  String among(String column, String parameter);

  /// A subquery of the texts that [#bindList] binds to the parameter, to stand after `NOT IN`: it
  /// goes well with many texts, of which [#among] would look for each.
  String list(String parameter);

  /// Binds texts to a parameter of [#among] or [#list].
  <S extends SqlStatement<S>> S bindList(S statement, String parameter, Collection<String> texts);

  /// The value to bind for texts to a parameter of [#among] or [#list].
  Object listValue(Collection<String> texts);

  /// What follows a `SELECT` that locks its rows until the transaction ends; empty where there is
  /// one writer only.
  String forUpdate();

  /// Whether this failure says that a unique value is taken.
  boolean uniqueViolation(SQLException failure);

  /// Whether a statement failed for a reason that passes: a lock, a deadlock, a broken connection.
  boolean worthAnotherTry(SQLException failure);

  /// Whether a commit that failed in this way has certainly left nothing behind and may succeed
  /// when the transaction is run again.
  boolean certainlyRolledBack(SQLException failure);

  /// Whether a statement's way to the database and back takes longer than the statement.
  boolean isFar();

  /// Whether `OFFSET` reads whole rows to pass over them, where their index would do.
  boolean readsSkippedRows();

  /// Where the migrations of this dialect are among the resources.
  String migrations();

  /// The failure of the database that this exception is about.
  static Optional<SQLException> sqlFailure(Throwable exception) {
    for (Throwable e = exception; e != null; e = e.getCause()) {
      if (e instanceof SQLException failure) {
        return Optional.of(failure);
      }
    }
    return Optional.empty();
  }
}
