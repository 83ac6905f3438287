package dev.muster.store.resource;

import static dev.muster.scim.provider.TenantDirectory.userJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.scim.provider.StoredResource;
import dev.muster.scim.provider.TenantDirectory;
import dev.muster.scim.provider.TenantId;
import dev.muster.scim.provider.WriteOutcome;
import dev.muster.store.Database;
import dev.muster.store.PostgreSqlServer;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TwoServersTest {
  private static final TenantId TENANT = new TenantId(7);

  private String url = "";
  private Database database;
  private SqlResourceStore store;
  private TenantDirectory directory;

  @BeforeEach
  void open() {
    url = PostgreSqlServer.newDatabase();
    database = Database.postgresql(url);
    store = new SqlResourceStore(database, tenant -> {});
    directory = new TenantDirectory(store, TENANT);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static TenantDirectory directory(Database there) {
    return new TenantDirectory(new SqlResourceStore(there, tenant -> {}), TENANT);
  }

  private long version() {
    return store.find(TENANT, "User", "u").map(StoredResource::version).orElse(0L);
  }

  @Test
  void aReadFindsWhatAnotherServerHasWritten() {
    directory.createUser("u");
    directory.createGroup("g", List.of());
    directory.createGroup("h", List.of("u", "g"));
    directory.remove("h", "u");
    assertThat(store.hasMoreMembers(TENANT, "h", 0)).isTrue();
    assertThat(version()).isEqualTo(1);
    assertThat(store.groupsOf(TENANT, List.of("u"))).isEmpty();

    try (var other = Database.postgresql(url)) {
      directory(other).updateUser("u", 1, userJson("changed"));
      directory(other).add("g", "u");
      directory(other).remove("h", "g");

      assertThat(version()).isEqualTo(2);
      assertThat(store.groupsOf(TENANT, List.of("u"))).containsKey("u");
      assertThat(store.hasMoreMembers(TENANT, "h", 0)).isFalse();
    }
    assertThat(version()).isEqualTo(2);
  }

  @Test
  void noReadIsOlderThanWhatWasWrittenWhileServersComeAndGo() throws Exception {
    directory.createUser("u");
    var written = new AtomicLong(1);
    var done = new AtomicBoolean();
    try (var threads = Executors.newSingleThreadExecutor()) {
      var older =
          threads.submit(() -> {
            int count = 0;
            while (!done.get()) {
              long least = written.get();
              count += version() < least ? 1 : 0;
            }
            return count;
          });
      try {
        for (int round = 0; round < 3; round++) {
          try (var other = Database.postgresql(url)) {
            rewrite(directory(other), written);
          }
          rewrite(directory, written);
        }
      } finally {
        done.set(true);
      }
      assertThat(older.get()).isZero();
    }
  }

  private static void rewrite(TenantDirectory writer, AtomicLong written) {
    for (int i = 0; i < 20; i++) {
      long version = written.get();
      var outcome = writer.updateUser("u", version, userJson("u" + version));
      assertThat(outcome).isInstanceOf(WriteOutcome.Written.class);
      written.set(version + 1);
    }
  }
}
