package dev.muster.store.job;

import dev.muster.store.Database;
import dev.muster.store.PostgreSqlServer;

class PostgreSqlJobStoreTest extends SqlJobStoreContract {
  @Override
  Database open() {
    return Database.postgresql(PostgreSqlServer.newDatabase());
  }
}
