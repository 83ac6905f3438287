package dev.muster.store.resource;

import static dev.muster.scim.provider.TenantDirectory.CHANGED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.scim.provider.TenantDirectory;
import dev.muster.scim.provider.TenantId;
import dev.muster.store.Database;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqlResourceStoreTest {
  private static final TenantId TENANT = new TenantId(7);

  private final List<Long> heads = new ArrayList<>();
  private Database database;
  private SqlResourceStore store;
  private TombstoneStore tombstones;
  private TenantDirectory directory;

  @BeforeEach
  void open(@TempDir Path file) {
    database = Database.sqlite(file.resolve("muster.db"));
    store = new SqlResourceStore(database, tenant -> heads.add(store.feedHead(tenant)));
    tombstones = new TombstoneStore(database);
    directory = new TenantDirectory(store, TENANT);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void tellsThatTheFeedMovedOnceItsEventsCanBeRead() {
    directory.createUser("u1");
    directory.createGroup("g", List.of("u1"));

    assertThat(heads).containsExactly(1L, 2L);
  }

  @Test
  void tellsNothingWhenNothingChanged() {
    directory.createGroup("g", List.of());

    directory.remove("g", "nobody");
    directory.add("g", "nobody");
    directory.delete("Group", "nobody");

    assertThat(heads).containsExactly(1L);
  }

  @Test
  void forgetsTombstonesOnceTheyAreOldEnough() {
    for (var id : List.of("a", "b", "c")) {
      directory.createUser(id);
      directory.delete("User", id);
    }

    assertThat(tombstones.forget(TENANT, CHANGED)).isZero();
    assertThat(tombstones.forget(new TenantId(8), CHANGED.plusSeconds(1))).isZero();
    assertThat(tombstones.forget(TENANT, CHANGED.plusSeconds(1))).isEqualTo(3);
    assertThat(tombstones.forget(TENANT, CHANGED.plusSeconds(1))).isZero();
  }
}
