package dev.muster.store.resource;

import static dev.muster.scim.provider.TenantDirectory.userJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.scim.message.Json;
import dev.muster.scim.message.ScimJson;
import dev.muster.scim.provider.MembersChange;
import dev.muster.scim.provider.ResourceStore.GroupReference;
import dev.muster.scim.provider.StoredResource;
import dev.muster.scim.provider.TenantDirectory;
import dev.muster.scim.provider.TenantId;
import dev.muster.scim.provider.WriteOutcome;
import dev.muster.store.Database;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeptResourcesTest {
  private static final TenantId TENANT = new TenantId(7);

  private Database database;
  private SqlResourceStore store;
  private TenantDirectory directory;

  @BeforeEach
  void open(@TempDir Path file) {
    database = Database.sqlite(file.resolve("muster.db"));
    store = new SqlResourceStore(database, tenant -> {});
    directory = new TenantDirectory(store, TENANT);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private List<String> groupsOf(String id) {
    return store.groupsOf(TENANT, List.of(id)).getOrDefault(id, List.of()).stream()
        .map(GroupReference::displayName)
        .toList();
  }

  private long version(String id) {
    return store.find(TENANT, "User", id).map(StoredResource::version).orElse(0L);
  }

  @Test
  void groupsOfAResourceFollowEveryChangeAboveIt() {
    directory.createUser("u");
    directory.createGroup("inner", List.of("u"));
    assertThat(groupsOf("u")).containsExactly("Group inner");

    directory.createGroup("outer", List.of("inner"));
    assertThat(groupsOf("u")).containsExactly("Group inner", "Group outer");

    directory.updateGroup("outer", 1, "{\"displayName\": \"Renamed\"}", MembersChange.NONE);
    assertThat(groupsOf("u")).containsExactly("Group inner", "Renamed");

    directory.remove("outer", "inner");
    assertThat(groupsOf("u")).containsExactly("Group inner");

    directory.delete("Group", "inner");
    assertThat(groupsOf("u")).isEmpty();
  }

  @Test
  void groupsOfADeletedUserAreGone() {
    directory.createUser("u");
    directory.createGroup("g", List.of("u"));
    assertThat(groupsOf("u")).containsExactly("Group g");

    directory.delete("User", "u");

    assertThat(groupsOf("u")).isEmpty();
    assertThat(version("u")).isZero();
  }

  @Test
  void aGroupIsLargeUntilMembersLeave() {
    directory.createUser("u");
    directory.createUser("v");
    directory.createUser("w");
    directory.createGroup("g", List.of("u", "v"));
    assertThat(store.hasMoreMembers(TENANT, "g", 1)).isTrue();
    assertThat(store.hasMoreMembers(TENANT, "g", 2)).isFalse();

    directory.add("g", "w");
    assertThat(store.hasMoreMembers(TENANT, "g", 1)).isTrue();
    assertThat(store.hasMoreMembers(TENANT, "g", 2)).isTrue();

    directory.remove("g", "u");
    assertThat(store.hasMoreMembers(TENANT, "g", 2)).isFalse();
    assertThat(store.hasMoreMembers(TENANT, "g", 1)).isTrue();

    directory.delete("User", "v");
    assertThat(store.hasMoreMembers(TENANT, "g", 1)).isFalse();
    directory.change("g", new MembersChange.ReplaceAll(List.of()));
    assertThat(store.hasMoreMembers(TENANT, "g", 0)).isFalse();
  }

  @Test
  void aRehearsalLeavesNothingBehind() {
    directory.createUser("u");
    assertThat(version("u")).isEqualTo(1);

    var rehearsed =
        database.rehearse(
            TENANT,
            rehearsal -> {
              var there = new SqlResourceStore(rehearsal, tenant -> {});
              new TenantDirectory(there, TENANT).updateUser("u", 1, userJson("other"));
              return there.find(TENANT, "User", "u").map(StoredResource::version);
            });

    assertThat(rehearsed).contains(2L);
    assertThat(version("u")).isEqualTo(1);
  }

  @Test
  void readersNeverSeeAVersionOlderThanOneThatWasWritten() throws Exception {
    int users = 2;
    IntStream.range(0, users).forEach(i -> directory.createUser("u" + i));
    var written = IntStream.range(0, users).mapToObj(i -> new AtomicLong(1)).toList();
    var done = new AtomicBoolean();

    try (var threads = Executors.newCachedThreadPool()) {
      var readers = new ArrayList<Future<Integer>>();
      for (int reader = 0; reader < 2; reader++) {
        int user = reader % users;
        readers.add(threads.submit(() -> olderThanWritten("u" + user, written.get(user), done)));
      }
      var writers = new ArrayList<Future<?>>();
      for (int user = 0; user < users; user++) {
        int mine = user;
        writers.add(threads.submit(() -> rewrite("u" + mine, written.get(mine))));
      }
      try {
        for (var writer : writers) {
          writer.get();
        }
      } finally {
        done.set(true);
      }
      for (var reader : readers) {
        assertThat(reader.get()).isZero();
      }
    }
  }

  private void rewrite(String id, AtomicLong written) {
    for (long version = 1; version <= 50; version++) {
      var outcome = directory.updateUser(id, version, userJson(id + "-" + version));
      assertThat(outcome).isInstanceOf(WriteOutcome.Written.class);
      written.set(version + 1);
    }
  }

  private int olderThanWritten(String id, AtomicLong written, AtomicBoolean done) {
    int older = 0;
    while (!done.get()) {
      long least = written.get();
      var found = store.find(TENANT, "User", id).orElseThrow();
      var expected = found.version() == 1 ? id : id + "-" + (found.version() - 1);
      if (found.version() < least
          || !found.document().path("userName").asString().equals(expected)) {
        older++;
      }
    }
    return older;
  }

  @Test
  void keepsNoMoreThanItMay() {
    var kept = new KeptResources(64 * 10_000, () -> true);
    var reads = new AtomicInteger();
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 5_000; i++) {
        var id = "u" + i;
        kept.find(
            1,
            id,
            () -> {
              reads.incrementAndGet();
              return Optional.of(row(id));
            });
      }
    }

    assertThat(reads.get()).isGreaterThan(9_000);
    var known = new AtomicBoolean(true);
    kept.find(
        1,
        "u4999",
        () -> {
          known.set(false);
          return Optional.empty();
        });
    assertThat(known).isTrue();
  }

  @Test
  void whatWasReadWhileItChangedIsNotKept() {
    var kept = new KeptResources(1 << 20, () -> true);
    var key = new ResourceKey(1, "u");

    kept.find(
        1,
        "u",
        () -> {
          var before = kept.changing(key);
          kept.changed(key, before);
          return Optional.of(row("u"));
        });

    var reads = new AtomicInteger();
    kept.groupsOf(1, List.of("u"), ids -> Map.of());
    kept.find(
        1,
        "u",
        () -> {
          reads.incrementAndGet();
          return Optional.of(row("u"));
        });
    assertThat(reads).hasValue(1);
  }

  private static ResourceRow row(String id) {
    var document = Json.of(ScimJson.object().put("userName", id).put("title", "x".repeat(500)));
    return new ResourceRow(id, "User", 1, 0, 0, id, document);
  }
}
