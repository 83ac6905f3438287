package dev.muster.store.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.scim.provider.TenantDirectory;
import dev.muster.scim.provider.TenantId;
import dev.muster.store.Database;
import dev.muster.store.TestDatabases;
import dev.muster.store.event.EventStream.Kind;
import dev.muster.store.event.EventStream.Progress;
import dev.muster.store.resource.FeedStore;
import dev.muster.store.resource.HistoryStore;
import dev.muster.store.resource.Origin;
import dev.muster.store.resource.RemovalKind;
import dev.muster.store.resource.RemovalStore;
import dev.muster.store.resource.SqlResourceStore;
import dev.muster.store.tenant.TenantStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/// What follows a tenant's feed, on both databases.
@ParameterizedClass(name = "{0}")
@ValueSource(strings = {"SQLite", "PostgreSQL"})
final class EventStreamStoreTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant LATER = NOW.plus(Duration.ofMinutes(2));

  @Parameter private String kind = "";
  private Database database;
  private EventStreamStore streams;
  private TenantDirectory directory;

  @BeforeEach
  void open(@TempDir Path folder) {
    database = TestDatabases.open(kind, folder);
    streams = new EventStreamStore(database);
    var tenant = new TenantStore(database).create("acme", NOW).orElseThrow().id();
    directory = new TenantDirectory(new SqlResourceStore(database, _ -> {}), tenant);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private TenantId tenant() {
    return directory.tenant();
  }

  private EventStream create() {
    var id =
        streams.create(
            tenant(), Kind.WEBHOOK, "https://a.example", "", List.of("*"), "sealed", 0, NOW);
    return streams.find(tenant(), id).orElseThrow();
  }

  @Test
  void streamIsDueWhileTheFeedIsAheadOfIt() {
    var stream = create();
    assertThat(streams.due("one", NOW, 10)).isEmpty();

    directory.createUser("ann");

    assertThat(streams.due("one", NOW, 10)).containsExactly(stream);
  }

  @Test
  void oneServerAtATimeServesAStreamAndAnotherTakesOverFromOneThatDied() {
    var stream = create();
    directory.createUser("ann");

    assertThat(streams.lease(stream, "one", NOW, LATER)).isPresent();
    assertThat(streams.lease(stream, "two", NOW, LATER)).isEmpty();
    assertThat(streams.due("two", NOW, 10)).isEmpty();

    assertThat(streams.due("two", LATER, 10)).hasSize(1);
    assertThat(streams.lease(stream, "two", LATER, LATER.plusSeconds(60))).isPresent();
    assertThat(streams.settle(stream, "one", at(1), List.of())).isFalse();
    assertThat(streams.settle(stream, "two", at(1), List.of(delivery()))).isTrue();
    assertThat(streams.due("two", LATER, 10)).isEmpty();
    assertThat(streams.deliveries(tenant(), stream.id(), Optional.empty(), Long.MAX_VALUE, 10))
        .containsExactly(delivery().withId(1));
  }

  private static Progress at(long position) {
    return new Progress(position, 0, Optional.empty(), NOW, Optional.empty());
  }

  private static Delivery delivery() {
    return new Delivery(
        0,
        "evt-1-1-0",
        "user.created",
        Delivery.Status.DELIVERED,
        1,
        NOW,
        204,
        "",
        Duration.ofMillis(12));
  }

  @Test
  void replayWinsOverARunThatIsUnderWay() {
    var stream = create();
    directory.createUser("ann");
    var leased = streams.lease(stream, "one", NOW, LATER).orElseThrow();
    streams.settle(leased, "one", at(1), List.of());
    var again = streams.find(tenant(), stream.id()).orElseThrow();
    directory.createUser("bob");
    var running = streams.lease(again, "one", NOW, LATER).orElseThrow();

    streams.moveTo(tenant(), stream.id(), 0);

    assertThat(streams.settle(running, "one", at(2), List.of())).isFalse();
    assertThat(streams.find(tenant(), stream.id()).orElseThrow().position()).isZero();
  }

  @Test
  void oldEntriesOfTheFeedAreRemovedFromItsBeginning() {
    directory.createUser("ann");
    directory.updateUser("ann", 1, TenantDirectory.userJson("other"));
    var feed = new FeedStore(database);

    assertThat(feed.remove(tenant(), TenantDirectory.CHANGED)).isEqualTo(1);

    assertThat(feed.removedUpTo(tenant())).isEqualTo(1);
    assertThat(directory.events()).hasSize(1);
    directory.createUser("bob");
    assertThat(directory.events().getLast().sequence()).isEqualTo(3);
  }

  @Test
  void historyKeepsTheNewestVersions() {
    directory.createUser("ann");
    for (int version = 1; version < 6; version++) {
      directory.updateUser("ann", version, TenantDirectory.userJson("ann" + version));
    }
    var history = new HistoryStore(database);

    assertThat(history.forget(tenant(), Instant.EPOCH, 2)).isEqualTo(4);

    assertThat(history.before(tenant(), "User", "ann", Long.MAX_VALUE, 10))
        .extracting(version -> version.version())
        .containsExactly(6L, 5L);
    assertThat(history.forget(tenant(), TenantDirectory.CHANGED.plusSeconds(1), 2)).isEqualTo(2);
  }

  @Test
  void removalsAreCountedForTheClientThatMadeThem() {
    var client = Origin.client(7, "entra", "");
    var acting =
        new TenantDirectory(new SqlResourceStore(database, _ -> {}).actingFor(client), tenant());
    acting.createUser("ann");
    acting.createUser("bob");
    acting.createGroup("g", List.of("ann", "bob"));
    acting.remove("g", "ann", "bob");
    acting.delete("User", "ann");
    directory.delete("User", "bob");

    var removals = new RemovalStore(database);
    assertThat(removals.since(tenant(), 7, TenantDirectory.CREATED))
        .containsOnly(
            java.util.Map.entry(RemovalKind.MEMBERS_REMOVED, 2L),
            java.util.Map.entry(RemovalKind.USERS_DELETED, 1L));
    assertThat(removals.open(tenant(), 7, "entra", RemovalKind.USERS_DELETED, 1, 2, NOW))
        .isPresent();
    assertThat(removals.open(tenant(), 7, "entra", RemovalKind.USERS_DELETED, 1, 2, NOW)).isEmpty();
  }
}
