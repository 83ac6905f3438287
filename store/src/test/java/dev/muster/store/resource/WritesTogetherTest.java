package dev.muster.store.resource;

import static dev.muster.scim.provider.TenantDirectory.userJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.scim.provider.FeedEvent;
import dev.muster.scim.provider.MembersChange;
import dev.muster.scim.provider.ResourceStore.GroupReference;
import dev.muster.scim.provider.StoredResource;
import dev.muster.scim.provider.TenantDirectory;
import dev.muster.scim.provider.TenantId;
import dev.muster.scim.provider.WriteOutcome;
import dev.muster.scim.provider.WriteOutcome.Duplicate;
import dev.muster.scim.provider.WriteOutcome.Stale;
import dev.muster.scim.provider.WriteOutcome.UnknownMembers;
import dev.muster.scim.provider.WriteOutcome.Written;
import dev.muster.store.Database;
import dev.muster.store.TestDatabases;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/// Writes that wait at the same time and share a transaction: each sees what those before it have
/// done, as if each had been alone.
@ParameterizedClass
@ValueSource(strings = {"SQLite", "PostgreSQL"})
final class WritesTogetherTest {
  private static final TenantId TENANT = new TenantId(7);

  @Parameter private String kind = "";
  private Database database;
  private SqlResourceStore store;
  private TenantDirectory directory;

  @BeforeEach
  void open(@TempDir Path folder) {
    database = TestDatabases.open(kind, folder);
    store = new SqlResourceStore(database, tenant -> {});
    directory = new TenantDirectory(store, TENANT);
    // The feed exists, as it does in every tenant but a new one.
    directory.createUser("first");
  }

  @AfterEach
  void close() {
    database.close();
  }

  /// The outcomes of writes that are performed in one transaction, in this order.
  private List<WriteOutcome> together(List<Supplier<WriteOutcome>> writes) throws Exception {
    var begun = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    var holding = new FutureTask<>(() -> database.write(TENANT, handle -> await(begun, go)));
    Thread.ofPlatform().start(holding);
    begun.await();
    var tasks = new ArrayList<FutureTask<WriteOutcome>>();
    for (var write : writes) {
      var task = new FutureTask<>(write::get);
      tasks.add(task);
      var thread = Thread.ofPlatform().start(task);
      while (thread.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
    }
    go.countDown();
    assertThat(holding.get()).isTrue();
    var outcomes = new ArrayList<WriteOutcome>();
    for (var task : tasks) {
      outcomes.add(task.get());
    }
    return outcomes;
  }

  private static boolean await(CountDownLatch begun, CountDownLatch go) {
    begun.countDown();
    try {
      go.await();
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  private long version(String type, String id) {
    return store.find(TENANT, type, id).map(StoredResource::version).orElse(0L);
  }

  private List<String> named(String userName) {
    return directory.find("User", "userName eq \"" + userName + "\"");
  }

  @Test
  void oneOfTwoTakesAUniqueValue() throws Exception {
    var outcomes =
        together(
            List.of(
                () -> directory.createUser("a", userJson("same")),
                () -> directory.createUser("b", userJson("same")),
                () -> directory.createUser("a", userJson("other")),
                () -> directory.updateUser("first", 1, userJson("same"))));

    assertThat(outcomes.getFirst()).isInstanceOf(Written.class);
    assertThat(outcomes.subList(1, 4)).allSatisfy(o -> assertThat(o).isInstanceOf(Duplicate.class));
    assertThat(named("same")).containsExactly("a");
    assertThat(named("first")).containsExactly("first");
    assertThat(version("User", "b")).isZero();
  }

  @Test
  void aValueThatOneGivesUpIsFreeForTheNext() throws Exception {
    var outcomes =
        together(
            List.of(
                () -> directory.updateUser("first", 1, userJson("renamed")),
                () -> directory.createUser("b", userJson("first")),
                () -> directory.createUser("c", userJson("renamed"))));

    assertThat(outcomes.get(0)).isInstanceOf(Written.class);
    assertThat(outcomes.get(1)).isInstanceOf(Written.class);
    assertThat(outcomes.get(2)).isInstanceOf(Duplicate.class);
    assertThat(named("first")).containsExactly("b");
    assertThat(named("renamed")).containsExactly("first");
  }

  @Test
  void aVersionIsReplacedOnce() throws Exception {
    var outcomes =
        together(
            List.of(
                () -> directory.updateUser("first", 1, userJson("x")),
                () -> directory.updateUser("first", 1, userJson("y")),
                () -> directory.updateUser("nobody", 1, userJson("z"))));

    assertThat(outcomes.get(0)).isInstanceOf(Written.class);
    assertThat(outcomes.get(1)).isEqualTo(new Stale(2));
    assertThat(outcomes.get(2)).isInstanceOf(WriteOutcome.Missing.class);
    assertThat(named("x")).containsExactly("first");
    assertThat(named("y")).isEmpty();
    assertThat(version("User", "first")).isEqualTo(2);
  }

  @Test
  void groupsHaveTheMembersOfAll() throws Exception {
    directory.createGroup("g", List.of());
    var outcomes =
        together(
            List.of(
                () -> directory.add("g", "first"),
                () -> directory.createUser("u"),
                () -> directory.add("g", "u", "first"),
                () -> directory.add("g", "nobody"),
                () -> directory.createGroup("h", List.of("u")),
                () ->
                    directory.updateGroup(
                        "g",
                        3,
                        "{\"displayName\": \"G\"}",
                        new MembersChange.Delta(List.of("h"), List.of())),
                () -> directory.delete("User", "first"),
                () -> directory.add("g", "first")));

    assertThat(outcomes.get(3)).isInstanceOf(UnknownMembers.class);
    assertThat(outcomes.get(7)).isInstanceOf(UnknownMembers.class);
    assertThat(outcomes.get(5)).isInstanceOf(Written.class);
    assertThat(directory.members("g")).containsExactly("h", "u");
    assertThat(directory.members("h")).containsExactly("u");
    assertThat(store.groupsOf(TENANT, List.of("u")).get("u"))
        .extracting(GroupReference::id)
        .containsExactly("g", "h");
    // Two additions, the update and the deletion of a member.
    assertThat(version("Group", "g")).isEqualTo(5);
    assertThat(version("User", "first")).isZero();
    assertThat(named("first")).isEmpty();
  }

  @Test
  void aDeletedUsersNameIsFree() throws Exception {
    directory.createUser("u");
    var outcomes =
        together(
            List.of(
                () -> directory.delete("User", "u"),
                () -> directory.createUser("w", userJson("u"))));

    assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Written.class));
    assertThat(named("u")).containsExactly("w");
    assertThat(version("User", "u")).isZero();
  }

  @Test
  void theFeedHasEachOfThemOnce() throws Exception {
    together(
        IntStream.range(0, 40)
            .<Supplier<WriteOutcome>>mapToObj(i -> () -> directory.createUser("u" + i))
            .toList());

    var events = directory.events();
    assertThat(events.stream().map(FeedEvent::sequence))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 41).boxed().toList());
    assertThat(new HashSet<>(events.stream().map(FeedEvent::resourceId).toList())).hasSize(41);
    var page = directory.query("User", "userName pr", 1, 100);
    assertThat(TenantDirectory.ids(page)).hasSize(41);
  }
}
