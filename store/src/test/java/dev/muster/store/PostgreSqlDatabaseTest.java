package dev.muster.store;

import java.nio.file.Path;

final class PostgreSqlDatabaseTest extends DatabaseContract {
  @Override
  Database open(Path directory) {
    return Database.postgresql(PostgreSqlServer.newDatabase());
  }
}
