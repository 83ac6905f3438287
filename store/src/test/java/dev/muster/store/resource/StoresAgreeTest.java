package dev.muster.store.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.scim.filter.FilterEvaluator;
import dev.muster.scim.provider.FeedEvent;
import dev.muster.scim.provider.Member;
import dev.muster.scim.provider.ResourceStore;
import dev.muster.scim.provider.ResourceStore.GroupReference;
import dev.muster.scim.provider.StoredResource;
import dev.muster.scim.provider.TenantDirectory;
import dev.muster.scim.provider.TenantId;
import dev.muster.scim.provider.WriteOutcome;
import dev.muster.store.Database;
import dev.muster.store.PostgreSqlServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/// SQLite and PostgreSQL do the same with the same operations, and both find by a filter what the
/// evaluator matches.
final class StoresAgreeTest {
  private static final int OPERATIONS = 250;
  private static final int FILTERS = 60;

  private static Database sqlite;
  private static Database postgresql;

  @BeforeAll
  static void open(@TempDir Path directory) {
    sqlite = Database.sqlite(directory.resolve("muster.db"));
    postgresql = Database.postgresql(PostgreSqlServer.newDatabase());
  }

  @AfterAll
  static void close() {
    sqlite.close();
    postgresql.close();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void theSameOperationsLeadToTheSameState(long seed) {
    var one = directory(sqlite, seed);
    var other = directory(postgresql, seed);

    for (var outcomes : run(one, other, seed)) {
      assertThat(outcomes.getLast()).isEqualTo(outcomes.getFirst());
    }

    assertThat(State.of(other)).isEqualTo(State.of(one));
    assertThat(State.of(one).users()).isNotEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {11, 12, 13, 14})
  void filtersFindWhatTheEvaluatorMatches(long seed) {
    var one = directory(sqlite, seed);
    var other = directory(postgresql, seed);
    run(one, other, seed);
    var random = new RandomDirectory(new Random(seed));
    var users = one.store().scan(one.tenant(), "User", "", 1_000);

    for (int i = 0; i < FILTERS; i++) {
      var filter = random.filter(3);
      var checked = TenantDirectory.filter("User", filter);
      var expected =
          users.stream()
              .filter(user -> FilterEvaluator.matches(checked, withId(user)))
              .map(StoredResource::id)
              .toList();

      assertThat(one.find("User", filter)).as("SQLite: %s", filter).isEqualTo(expected);
      assertThat(other.find("User", filter)).as("PostgreSQL: %s", filter).isEqualTo(expected);
    }
  }

  private static List<List<WriteOutcome>> run(
      TenantDirectory one, TenantDirectory other, long seed) {
    var random = new RandomDirectory(new Random(seed));
    return Stream.generate(random::operation)
        .limit(OPERATIONS)
        .map(operation -> List.of(operation.apply(one), operation.apply(other)))
        .toList();
  }

  private static TenantDirectory directory(Database database, long seed) {
    return new TenantDirectory(new SqlResourceStore(database, _ -> {}), new TenantId(seed));
  }

  private static ObjectNode withId(StoredResource user) {
    return user.document().deepCopy().put("id", user.id());
  }

  /// Everything that a store shows of a tenant.
  private record State(
      List<StoredResource> users,
      List<StoredResource> groups,
      Map<String, List<Member>> members,
      Map<String, List<GroupReference>> groupsOf,
      List<FeedEvent> feed,
      long userCount) {

    static State of(TenantDirectory directory) {
      ResourceStore store = directory.store();
      var tenant = directory.tenant();
      var users = store.scan(tenant, "User", "", 1_000);
      var groups = store.scan(tenant, "Group", "", 1_000);
      return new State(
          users,
          groups,
          groups.stream()
              .collect(
                  Collectors.toMap(
                      StoredResource::id, group -> store.members(tenant, group.id(), "", 1_000))),
          store.groupsOf(
              tenant, Stream.concat(users.stream(), groups.stream()).map(r -> r.id()).toList()),
          directory.events(),
          directory.query("User", "", 1, 0).totalResults().orElseThrow());
    }
  }
}
