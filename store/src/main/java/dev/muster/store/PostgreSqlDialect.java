package dev.muster.store;

import java.sql.SQLException;
import java.util.Collection;
import java.util.Set;
import org.jdbi.v3.core.statement.SqlStatement;

/// PostgreSQL: several servers may write, so the rows that order writes are locked; lists travel as
/// arrays.
record PostgreSqlDialect() implements Dialect {
  private static final String UNIQUE_VIOLATION = "23505";
  // serialization_failure, deadlock_detected
  private static final Set<String> ROLLED_BACK = Set.of("40001", "40P01");
  // admin_shutdown, crash_shutdown, cannot_connect_now
  private static final Set<String> SHUTDOWN = Set.of("57P01", "57P02", "57P03");

  @Override
  public String among(String column, String parameter) {
    return column + " = ANY (CAST(:" + parameter + " AS text[]))";
  }

  @Override
  public String list(String parameter) {
    return "(SELECT unnest(CAST(:" + parameter + " AS text[])))";
  }

  @Override
  public <S extends SqlStatement<S>> S bindList(
      S statement, String parameter, Collection<String> texts) {
    return statement.bindArray(parameter, String.class, texts);
  }

  @Override
  public String[] listValue(Collection<String> texts) {
    return texts.toArray(String[]::new);
  }

  @Override
  public String forUpdate() {
    return " FOR UPDATE";
  }

  @Override
  public boolean uniqueViolation(SQLException failure) {
    return UNIQUE_VIOLATION.equals(failure.getSQLState());
  }

  @Override
  public boolean worthAnotherTry(SQLException failure) {
    var state = failure.getSQLState();
    return state != null
        && (state.startsWith("08") || SHUTDOWN.contains(state) || ROLLED_BACK.contains(state));
  }

  @Override
  public boolean certainlyRolledBack(SQLException failure) {
    var state = failure.getSQLState();
    return state != null && ROLLED_BACK.contains(state);
  }

  @Override
  public boolean isFar() {
    return true;
  }

  @Override
  public boolean readsSkippedRows() {
    return true;
  }

  @Override
  public String migrations() {
    return "classpath:db/postgresql";
  }
}
