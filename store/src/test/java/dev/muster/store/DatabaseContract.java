package dev.muster.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.scim.provider.TenantId;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What callers rely on in [Database], on either database.
abstract class DatabaseContract {
  private static final TenantId TENANT = new TenantId(1);

  @TempDir private Path directory;
  private Database database;

  abstract Database open(Path directory);

  @BeforeEach
  void open() {
    database = open(directory);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void readSeesWriteThatHasReturned() {
    database.write(TENANT, handle -> insert(handle, "contoso"));

    assertThat(names()).containsExactly("contoso");
  }

  @Test
  void rehearsalSeesItsOwnWritesAndLeavesNothingBehind() {
    database.write(TENANT, handle -> insert(handle, "contoso"));

    var seen =
        database.rehearse(
            TENANT,
            rolledBack -> {
              rolledBack.write(TENANT, handle -> insert(handle, "fabrikam"));
              assertThatThrownBy(() ->
                      rolledBack.write(
                          TENANT,
                          handle -> {
                            insert(handle, "northwind");
                            return insert(handle, "contoso");
                          }))
                  .isInstanceOfSatisfying(
                      RuntimeException.class,
                      e -> assertThat(database.isUniqueViolation(e)).isTrue());
              return rolledBack.read(DatabaseContract::names);
            });

    assertThat(seen).containsExactly("contoso", "fabrikam");
    assertThat(names()).containsExactly("contoso");
    database.write(TENANT, handle -> insert(handle, "fabrikam"));
    assertThat(names()).containsExactly("contoso", "fabrikam");
  }

  @Test
  void writeThatThrowsLeavesNothingBehindAndThrowsToItsCaller() {
    assertThatThrownBy(() ->
            database.write(
                TENANT,
                handle -> {
                  insert(handle, "contoso");
                  throw new IllegalStateException("changed my mind");
                }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("changed my mind");

    assertThat(names()).isEmpty();
  }

  @Test
  void writesThatAreCommittedTogetherFailOneByOne() throws Exception {
    var started = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      // While the first write holds the lane, the others gather behind it.
      var first = executor.submit(() -> database.write(TENANT, handle -> hold(started, go)));
      started.await();
      var writes =
          IntStream.range(0, 40)
              .mapToObj(
                  i -> executor.submit(() -> database.write(TENANT, h -> insert(h, "t" + i % 20))))
              .toList();
      go.countDown();
      first.get();

      assertThat(writes.stream().filter(DatabaseContract::succeeded)).hasSize(20);
    }
    assertThat(names()).hasSize(20);
  }

  @Test
  void tellsUniqueViolationsFromOtherFailures() {
    database.write(TENANT, handle -> insert(handle, "contoso"));

    assertThatThrownBy(() -> database.write(TENANT, handle -> insert(handle, "contoso")))
        .isInstanceOfSatisfying(
            RuntimeException.class, e -> assertThat(database.isUniqueViolation(e)).isTrue());
    assertThatThrownBy(() -> database.write(TENANT, handle -> handle.execute("nonsense")))
        .isInstanceOfSatisfying(
            RuntimeException.class, e -> assertThat(database.isUniqueViolation(e)).isFalse());
  }

  @Test
  void bindsListsOfTexts() {
    for (var name : List.of("a", "b", "c")) {
      database.write(TENANT, handle -> insert(handle, name));
    }
    var sql = "SELECT name FROM tenants WHERE name IN " + database.dialect().list("names");

    var found =
        database.read(handle ->
            database
                .dialect()
                .bindList(handle.createQuery(sql), "names", List.of("a", "c", "x"))
                .mapTo(String.class)
                .list());

    assertThat(found).containsExactlyInAnyOrder("a", "c");
  }

  @Test
  void closingPerformsWhatWaits() throws Exception {
    var started = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var holding = executor.submit(() -> database.write(TENANT, handle -> hold(started, go)));
      started.await();
      var closing = executor.submit(() -> database.close());
      go.countDown();
      closing.get();

      assertThat(holding.get()).isEqualTo(1);
    }
    assertThatThrownBy(() -> database.write(TENANT, handle -> insert(handle, "late")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  private static int insert(Handle handle, String name) {
    var sql = "INSERT INTO tenants (name, created) VALUES (:name, 0)";
    return handle.createUpdate(sql).bind("name", name).execute();
  }

  private static int hold(CountDownLatch started, CountDownLatch go) {
    started.countDown();
    try {
      go.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return 1;
  }

  private static boolean succeeded(Future<?> future) {
    try {
      future.get();
      return true;
    } catch (Exception e) {
      return false;
    }
  }

  private List<String> names() {
    return database.read(DatabaseContract::names);
  }

  private static List<String> names(Handle handle) {
    return handle.createQuery("SELECT name FROM tenants ORDER BY name").mapTo(String.class).list();
  }
}
