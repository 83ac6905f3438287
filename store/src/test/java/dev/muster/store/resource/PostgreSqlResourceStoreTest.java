package dev.muster.store.resource;

import dev.muster.scim.provider.ResourceStore;
import dev.muster.scim.provider.ResourceStoreContract;
import dev.muster.scim.provider.TenantId;
import dev.muster.store.Database;
import dev.muster.store.PostgreSqlServer;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class PostgreSqlResourceStoreTest extends ResourceStoreContract {
  private static final AtomicLong TENANTS = new AtomicLong();
  private static Database database;

  @BeforeAll
  static void open() {
    database = Database.postgresql(PostgreSqlServer.newDatabase());
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Override
  protected ResourceStore store() {
    return new SqlResourceStore(database, _ -> {});
  }

  @Override
  protected TenantId newTenant() {
    return new TenantId(TENANTS.incrementAndGet());
  }
}
