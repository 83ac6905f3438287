package dev.muster.store;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/// Opens PostgreSQL connections that other servers see before anything is written on them.
final class PostgreSqlSource extends PGSimpleDataSource {
  private static final long serialVersionUID = 1;

  private final transient SoleServer soleServer;

  PostgreSqlSource(PostgreSqlUrl url, SoleServer soleServer) {
    this.soleServer = soleServer;
    setUrl(url.jdbcUrl());
    setReWriteBatchedInserts(true);
    setApplicationName("muster");
    url.user().ifPresent(this::setUser);
    url.password().ifPresent(this::setPassword);
  }

  @Override
  public Connection getConnection(@Nullable String user, @Nullable String password)
      throws SQLException {
    var connection = super.getConnection(user, password);
    try {
      soleServer.enter(connection);
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }
}
