package dev.muster.store;

import dev.muster.scim.message.ScimJson;
import java.sql.SQLException;
import java.util.Collection;
import org.jdbi.v3.core.statement.SqlStatement;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// SQLite: one writer, so rows need no locks; lists travel as JSON arrays.
record SqliteDialect() implements Dialect {

  @Override
  public String among(String column, String parameter) {
    return column + " IN " + list(parameter);
  }

  @Override
  public String list(String parameter) {
    return "(SELECT value FROM json_each(:" + parameter + "))";
  }

  @Override
  public <S extends SqlStatement<S>> S bindList(
      S statement, String parameter, Collection<String> texts) {
    return statement.bind(parameter, listValue(texts));
  }

  @Override
  public String listValue(Collection<String> texts) {
    return ScimJson.mapper().writeValueAsString(texts);
  }

  @Override
  public String forUpdate() {
    return "";
  }

  @Override
  public boolean uniqueViolation(SQLException failure) {
    return failure instanceof SQLiteException sqlite
        && (sqlite.getResultCode() == SQLiteErrorCode.SQLITE_CONSTRAINT_UNIQUE
            || sqlite.getResultCode() == SQLiteErrorCode.SQLITE_CONSTRAINT_PRIMARYKEY);
  }

  // The low byte of an extended result code is the primary one.
  @Override
  public boolean worthAnotherTry(SQLException failure) {
    if (!(failure instanceof SQLiteException sqlite)) {
      return false;
    }
    int primary = sqlite.getResultCode().code & 0xff;
    return primary == SQLiteErrorCode.SQLITE_BUSY.code
        || primary == SQLiteErrorCode.SQLITE_LOCKED.code;
  }

  @Override
  public boolean certainlyRolledBack(SQLException failure) {
    return worthAnotherTry(failure);
  }

  @Override
  public boolean isFar() {
    return false;
  }

  @Override
  public boolean readsSkippedRows() {
    return false;
  }

  @Override
  public String migrations() {
    return "classpath:db/sqlite";
  }
}
