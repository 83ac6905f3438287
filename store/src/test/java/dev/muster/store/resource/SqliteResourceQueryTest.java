package dev.muster.store.resource;

import dev.muster.scim.provider.ResourceQueryContract;
import dev.muster.scim.provider.ResourceStore;
import dev.muster.scim.provider.TenantId;
import dev.muster.store.Database;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

final class SqliteResourceQueryTest extends ResourceQueryContract {
  private static final AtomicLong TENANTS = new AtomicLong();
  private static Database database;

  @BeforeAll
  static void open(@TempDir Path directory) {
    database = Database.sqlite(directory.resolve("muster.db"));
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
