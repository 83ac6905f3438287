package dev.muster.scim.provider;

import static dev.muster.scim.provider.TenantDirectory.CHANGED;
import static dev.muster.scim.provider.TenantDirectory.CREATED;
import static dev.muster.scim.provider.TenantDirectory.userJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.scim.message.Json;
import dev.muster.scim.message.ScimJson;
import dev.muster.scim.provider.FeedEvent.Kind;
import dev.muster.scim.provider.ResourceStore.GroupReference;
import dev.muster.scim.provider.WriteOutcome.Duplicate;
import dev.muster.scim.provider.WriteOutcome.Missing;
import dev.muster.scim.provider.WriteOutcome.Stale;
import dev.muster.scim.provider.WriteOutcome.UnknownMembers;
import dev.muster.scim.provider.WriteOutcome.Written;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What every [ResourceStore] does. A subclass in a store's own tests gives it the store.
public abstract class ResourceStoreContract {
  private TenantDirectory directory;

  /// The store under test; the same one may be given to all tests.
  protected abstract ResourceStore store();

  /// A tenant that no other test has written to.
  protected abstract TenantId newTenant();

  @BeforeEach
  final void enterTenant() {
    directory = new TenantDirectory(store(), newTenant());
  }

  @Nested
  class Resources {
    @Test
    void createdResourceIsFoundAsItWasWritten() {
      var json =
          """
          {"userName": "bjensen", "displayName": "Barbara \\u0000 \\"Babs\\" 𝒥ensen", "n": 1.50}
          """;

      var outcome = directory.createUser("u1", json);

      var expected =
          new StoredResource(
              "u1",
              "User",
              1,
              CREATED,
              CREATED,
              ScimJson.parseObject(json).path("displayName").asString().replace('\0', '\uFFFD'),
              Json.of(ScimJson.parseObject(json)));
      assertThat(store().find(directory.tenant(), "User", "u1")).contains(expected);
      assertThat(outcome)
          .isInstanceOfSatisfying(
              Written.class,
              written -> {
                assertThat(written.changed()).isTrue();
                assertThat(written.resource().document()).isEqualTo(expected.document());
                assertThat(written.resource().created()).isEqualTo(CREATED);
              });
    }

    @Test
    void resourceIsFoundOnlyUnderItsTenantTypeAndId() {
      directory.createUser("u1");
      var other = newTenant();

      assertThat(store().find(other, "User", "u1")).isEmpty();
      assertThat(store().find(directory.tenant(), "Group", "u1")).isEmpty();
      assertThat(store().find(directory.tenant(), "User", "U1")).isEmpty();
      assertThat(store().findAll(directory.tenant(), "User", List.of("u1", "u2", "u1"))).hasSize(1);
      assertThat(store().scan(other, "User", "", 10)).isEmpty();
    }

    @Test
    void uniqueValueTakenByAnotherIsDuplicateWhateverItsCase() {
      directory.createUser("u1", userJson("BJensen"));
      directory.createUser("u2", userJson("jsmith"));

      assertThat(directory.createUser("u3", userJson("bjensen")))
          .isEqualTo(new Duplicate("userName", "bjensen"));
      assertThat(directory.updateUser("u2", 1, userJson("bJENSEN")))
          .isEqualTo(new Duplicate("userName", "bjensen"));
      assertThat(directory.updateUser("u1", 1, userJson("bjensen"))).isInstanceOf(Written.class);
      assertThat(directory.createUser("u1", userJson("new"))).isEqualTo(new Duplicate("id", "u1"));
    }

    @Test
    void uniqueValueIsFreeAfterItsHolderGaveItUpAndInOtherTenants() {
      directory.createUser("u1", userJson("a"));
      directory.createUser("u2", userJson("b"));
      directory.updateUser("u1", 1, userJson("c"));
      directory.delete("User", "u2");

      assertThat(directory.createUser("u3", userJson("a"))).isInstanceOf(Written.class);
      assertThat(directory.createUser("u4", userJson("b"))).isInstanceOf(Written.class);
      assertThat(new TenantDirectory(store(), newTenant()).createUser("u1", userJson("a")))
          .isInstanceOf(Written.class);
    }

    @Test
    void updateCountsVersionAndKeepsCreationMoment() {
      directory.createUser("u1", userJson("a"));

      var outcome =
          directory.updateUser("u1", 1, "{\"userName\": \"b\", \"displayName\": \"Bee\"}");

      var found = store().find(directory.tenant(), "User", "u1").orElseThrow();
      assertThat(outcome).isEqualTo(new Written(found, true));
      assertThat(found.version()).isEqualTo(2);
      assertThat(found.created()).isEqualTo(CREATED);
      assertThat(found.lastModified()).isEqualTo(CHANGED);
      assertThat(found.displayName()).isEqualTo("Bee");
      assertThat(directory.find("User", "userName eq \"a\"")).isEmpty();
      assertThat(directory.find("User", "userName eq \"b\"")).containsExactly("u1");
    }

    @Test
    void updateToTheSameDocumentChangesNothing() {
      directory.createUser("u1", "{\"userName\": \"a\", \"title\": \"x\"}");
      var before = store().find(directory.tenant(), "User", "u1").orElseThrow();

      var outcome = directory.updateUser("u1", 1, "{\"userName\": \"a\", \"title\": \"x\"}");

      assertThat(outcome).isEqualTo(new Written(before, false));
      assertThat(store().feedHead(directory.tenant())).isEqualTo(1);
    }

    @Test
    void writeForAnotherVersionIsStaleAndForNobodyMissing() {
      directory.createUser("u1");
      directory.createGroup("g1", List.of());
      var tenant = directory.tenant();

      assertThat(directory.updateUser("u1", 2, userJson("x"))).isEqualTo(new Stale(1));
      assertThat(store().write(tenant, new Write.Delete("User", "u1", OptionalLong.of(7), CHANGED)))
          .isEqualTo(new Stale(1));
      assertThat(
              store()
                  .write(
                      tenant,
                      new Write.ChangeMembers(
                          "Group", "g1", OptionalLong.of(3), MembersChange.NONE, CHANGED)))
          .isEqualTo(new Stale(1));
      assertThat(directory.updateUser("u9", 1, userJson("x"))).isEqualTo(new Missing());
      assertThat(directory.delete("User", "u9")).isEqualTo(new Missing());
      assertThat(directory.delete("User", "g1")).isEqualTo(new Missing());
      assertThat(directory.add("u1", "u1")).isEqualTo(new Missing());
      assertThat(store().feedHead(tenant)).isEqualTo(2);
    }

    @Test
    void deletedResourceIsGoneFromEveryView() {
      directory.createUser("u1");

      assertThat(directory.delete("User", "u1")).isInstanceOf(Written.class);

      assertThat(store().find(directory.tenant(), "User", "u1")).isEmpty();
      assertThat(directory.find("User", "userName eq \"u1\"")).isEmpty();
      assertThat(directory.query("User", "", 1, 10).totalResults()).hasValue(0);
      assertThat(directory.delete("User", "u1")).isEqualTo(new Missing());
      assertThat(directory.createUser("u1")).isInstanceOf(Written.class);
      assertThat(directory.delete("User", "u1")).isInstanceOf(Written.class);
    }

    @Test
    void scanWalksThroughAllOnceInOrderOfIds() {
      var created = IntStream.range(0, 25).mapToObj("u%03d"::formatted).toList();
      created.reversed().forEach(directory::createUser);
      directory.createGroup("u005g", List.of());

      var walked = new ArrayList<String>();
      for (var page = scan(""); !page.isEmpty(); page = scan(walked.getLast())) {
        page.forEach(resource -> walked.add(resource.id()));
      }

      assertThat(walked).isEqualTo(created);
    }

    private List<StoredResource> scan(String after) {
      return store().scan(directory.tenant(), "User", after, 7);
    }
  }

  @Nested
  class Members {
    @BeforeEach
    void createUsers() {
      for (var id : List.of("a", "b", "c", "d")) {
        directory.createUser(id);
      }
    }

    @Test
    void groupHasTheMembersItWasCreatedWith() {
      directory.createGroup("inner", List.of());

      directory.createGroup("g", List.of("b", "inner", "a", "a"));

      assertThat(store().members(directory.tenant(), "g", "", 10))
          .containsExactly(
              new Member("a", "User", ""),
              new Member("b", "User", ""),
              new Member("inner", "Group", "Group inner"));
      assertThat(store().memberCount(directory.tenant(), "g")).isEqualTo(3);
      assertThat(store().members(directory.tenant(), "g", "a", 1))
          .containsExactly(new Member("b", "User", ""));
      assertThat(
              store().membersAmong(directory.tenant(), "g", List.of("c", "b", "nobody", "inner")))
          .isEqualTo(Set.of("b", "inner"));
    }

    @Test
    void deltaAddsAndRemovesAndCountsVersion() {
      directory.createGroup("g", List.of("a", "b"));

      var outcome =
          directory.change("g", new MembersChange.Delta(List.of("c", "b"), List.of("a", "d")));

      assertThat(outcome)
          .isEqualTo(
              new Written(store().find(directory.tenant(), "Group", "g").orElseThrow(), true));
      assertThat(((Written) outcome).resource().version()).isEqualTo(2);
      assertThat(((Written) outcome).resource().lastModified()).isEqualTo(CHANGED);
      assertThat(directory.members("g")).containsExactly("b", "c");
      var event = directory.events().getLast();
      assertThat(event.kind()).isEqualTo(Kind.MEMBERS);
      assertThat(event.version()).isEqualTo(2);
      assertThat(event.membersAdded()).containsExactly("c");
      assertThat(event.membersRemoved()).containsExactly("a");
    }

    @Test
    void deltaThatFindsEverythingAsWantedChangesNothing() {
      directory.createGroup("g", List.of("a"));
      var before = store().find(directory.tenant(), "Group", "g").orElseThrow();
      long head = store().feedHead(directory.tenant());

      assertThat(directory.add("g", "a")).isEqualTo(new Written(before, false));
      assertThat(directory.remove("g", "b", "nobody")).isEqualTo(new Written(before, false));
      assertThat(directory.change("g", new MembersChange.ReplaceAll(List.of("a"))))
          .isEqualTo(new Written(before, false));
      assertThat(store().find(directory.tenant(), "Group", "g")).contains(before);
      assertThat(store().feedHead(directory.tenant())).isEqualTo(head);
    }

    @Test
    void replaceAllMakesTheseTheMembers() {
      directory.createGroup("g", List.of("a", "b"));

      directory.change("g", new MembersChange.ReplaceAll(List.of("b", "c", "d")));

      assertThat(directory.members("g")).containsExactly("b", "c", "d");
      assertThat(directory.events().getLast().membersAdded()).containsExactly("c", "d");
      assertThat(directory.events().getLast().membersRemoved()).containsExactly("a");
      directory.change("g", new MembersChange.ReplaceAll(List.of()));
      assertThat(directory.members("g")).isEmpty();
    }

    @Test
    void unknownMembersRefuseTheWholeWrite() {
      directory.createGroup("g", List.of("a"));
      long head = store().feedHead(directory.tenant());
      new TenantDirectory(store(), newTenant()).createUser("foreign");

      assertThat(directory.createGroup("h", List.of("a", "ghost")))
          .isEqualTo(new UnknownMembers(List.of("ghost")));
      assertThat(directory.add("g", "b", "foreign", "ghost"))
          .isEqualTo(new UnknownMembers(List.of("foreign", "ghost")));
      assertThat(
              directory.updateGroup(
                  "g",
                  1,
                  "{\"displayName\": \"New\"}",
                  new MembersChange.ReplaceAll(List.of("ghost"))))
          .isEqualTo(new UnknownMembers(List.of("ghost")));
      assertThat(directory.members("g")).containsExactly("a");
      assertThat(store().find(directory.tenant(), "Group", "h")).isEmpty();
      assertThat(store().feedHead(directory.tenant())).isEqualTo(head);
    }

    @Test
    void updateChangesDocumentAndMembersInOneVersion() {
      directory.createGroup("g", List.of("a"));

      var outcome =
          directory.updateGroup(
              "g",
              1,
              "{\"displayName\": \"New\"}",
              new MembersChange.Delta(List.of("b"), List.of("a")));

      assertThat(((Written) outcome).resource().version()).isEqualTo(2);
      var event = directory.events().getLast();
      assertThat(event.kind()).isEqualTo(Kind.UPDATED);
      assertThat(event.membersAdded()).containsExactly("b");
      assertThat(event.membersRemoved()).containsExactly("a");
      assertThat(
              directory.updateGroup(
                  "g",
                  2,
                  "{\"displayName\": \"New\"}",
                  new MembersChange.Delta(List.of("c"), List.of())))
          .isInstanceOf(Written.class);
      assertThat(directory.events().getLast().kind()).isEqualTo(Kind.MEMBERS);
    }

    @Test
    void groupsOfNamesGroupsDirectAndIndirect() {
      directory.createGroup("inner", List.of("a"));
      directory.createGroup("outer", List.of("inner", "b"));
      directory.createGroup("also", List.of("a"));

      assertThat(store().groupsOf(directory.tenant(), List.of("a", "b", "c", "inner")))
          .isEqualTo(
              Map.of(
                  "a",
                  List.of(
                      new GroupReference("also", "Group also", true),
                      new GroupReference("inner", "Group inner", true),
                      new GroupReference("outer", "Group outer", false)),
                  "b",
                  List.of(new GroupReference("outer", "Group outer", true)),
                  "inner",
                  List.of(new GroupReference("outer", "Group outer", true))));
    }

    @Test
    void circleOfGroupsEnds() {
      directory.createGroup("one", List.of("a"));
      directory.createGroup("two", List.of("one"));
      directory.change("one", new MembersChange.Delta(List.of("two"), List.of()));

      assertThat(store().groupsOf(directory.tenant(), List.of("a", "one")))
          .isEqualTo(
              Map.of(
                  "a",
                  List.of(
                      new GroupReference("one", "Group one", true),
                      new GroupReference("two", "Group two", false)),
                  "one",
                  List.of(new GroupReference("two", "Group two", true))));
    }

    @Test
    void deletedMemberLeavesItsGroupsWhichSaySo() {
      directory.createGroup("g1", List.of("a", "b"));
      directory.createGroup("g2", List.of("a"));
      long head = store().feedHead(directory.tenant());

      directory.delete("User", "a");

      assertThat(directory.members("g1")).containsExactly("b");
      assertThat(directory.members("g2")).isEmpty();
      assertThat(store().find(directory.tenant(), "Group", "g1").orElseThrow().version())
          .isEqualTo(2);
      var events = store().changes(directory.tenant(), head, 10);
      assertThat(events)
          .extracting(FeedEvent::kind)
          .containsExactly(Kind.MEMBERS, Kind.MEMBERS, Kind.DELETED);
      assertThat(events).extracting(FeedEvent::resourceId).containsExactly("g1", "g2", "a");
      assertThat(events.getFirst().membersRemoved()).containsExactly("a");
      assertThat(events.getFirst().version()).isEqualTo(2);
    }

    @Test
    void deletedGroupEndsItsMemberships() {
      directory.createGroup("inner", List.of("a"));
      directory.createGroup("outer", List.of("inner"));

      directory.delete("Group", "inner");

      assertThat(directory.members("outer")).isEmpty();
      assertThat(store().groupsOf(directory.tenant(), List.of("a"))).isEmpty();
      directory.createGroup("inner", List.of());
      assertThat(directory.members("inner")).isEmpty();
    }
  }

  @Nested
  class Feed {
    @Test
    void tellsEachChangeInOrderFromOneOn() {
      assertThat(store().feedHead(directory.tenant())).isZero();
      directory.createUser("u1");
      directory.updateUser("u1", 1, userJson("other"));
      directory.delete("User", "u1");

      assertThat(directory.events())
          .containsExactly(
              event(1, CREATED, Kind.CREATED, 1),
              event(2, CHANGED, Kind.UPDATED, 2),
              event(3, CHANGED, Kind.DELETED, 2));
      assertThat(store().changes(directory.tenant(), 1, 1))
          .containsExactly(event(2, CHANGED, Kind.UPDATED, 2));
      assertThat(store().feedHead(directory.tenant())).isEqualTo(3);
    }

    private FeedEvent event(long sequence, Instant at, Kind kind, long version) {
      var attributes = kind == Kind.DELETED ? List.<String>of() : List.of("userName");
      return new FeedEvent(
          sequence, at, "User", "u1", kind, version, attributes, List.of(), List.of());
    }

    @Test
    void largeChangeOfMembersIsSeveralEvents() {
      var users = IntStream.range(0, 2_300).mapToObj("u%04d"::formatted).toList();
      concurrently(
          users.stream().<Callable<Object>>map(id -> () -> directory.createUser(id)).toList());
      long head = store().feedHead(directory.tenant());

      directory.createGroup("g", users);
      directory.change("g", new MembersChange.ReplaceAll(users.subList(2_299, 2_300)));

      var events = store().changes(directory.tenant(), head, 100);
      assertThat(events)
          .extracting(FeedEvent::kind)
          .containsExactly(
              Kind.CREATED, Kind.MEMBERS, Kind.MEMBERS, Kind.MEMBERS, Kind.MEMBERS, Kind.MEMBERS);
      assertThat(events.stream().flatMap(e -> e.membersAdded().stream())).isEqualTo(users);
      assertThat(events.stream().flatMap(e -> e.membersRemoved().stream()))
          .isEqualTo(users.subList(0, 2_299));
      assertThat(events)
          .allMatch(e ->
              e.membersAdded().size() + e.membersRemoved().size() <= FeedEvent.MEMBERS_PER_EVENT);
      assertThat(events.getLast().version()).isEqualTo(2);
      assertThat(directory.members("g")).containsExactly("u2299");
    }

    @Test
    void sequenceHasNoGapsUnderConcurrentWritersAndReadersNeverSeeOne() {
      var writers =
          IntStream.range(0, 8)
              .<Callable<Object>>mapToObj(i ->
                  () -> {
                    for (int n = 0; n < 50; n++) {
                      directory.createUser(
                          "w%d-%d".formatted(i, n), userJson("name" + (n * 7 + i) % 200));
                    }
                    return i;
                  });
      var reader =
          Stream.<Callable<Object>>of(() -> {
            long seen = 0;
            while (seen < 200) {
              for (var event : store().changes(directory.tenant(), seen, 17)) {
                assertThat(event.sequence()).isEqualTo(++seen);
              }
            }
            return seen;
          });

      concurrently(Stream.concat(writers, reader).toList());

      long head = store().feedHead(directory.tenant());
      assertThat(directory.events())
          .extracting(FeedEvent::sequence)
          .isEqualTo(LongStream.rangeClosed(1, head).boxed().toList());
      assertThat(directory.query("User", "", 1, 0).totalResults()).hasValue(head);
    }
  }

  @Nested
  class Races {
    @Test
    void oneOfManyTakesAUniqueValue() {
      var outcomes =
          concurrently(
              IntStream.range(0, 24)
                  .<Callable<Object>>mapToObj(
                      i -> () -> directory.createUser("u" + i, userJson("same")))
                  .toList());

      assertThat(outcomes).filteredOn(Written.class::isInstance).hasSize(1);
      assertThat(outcomes).filteredOn(Duplicate.class::isInstance).hasSize(23);
    }

    @Test
    void oneOfManyUpdatesAVersion() {
      directory.createUser("u");

      var outcomes =
          concurrently(
              IntStream.range(0, 24)
                  .<Callable<Object>>mapToObj(
                      i -> () -> directory.updateUser("u", 1, userJson("name" + i)))
                  .toList());

      assertThat(outcomes).filteredOn(Written.class::isInstance).hasSize(1);
      assertThat(outcomes).filteredOn(Stale.class::isInstance).hasSize(23);
      assertThat(store().find(directory.tenant(), "User", "u").orElseThrow().version())
          .isEqualTo(2);
      assertThat(directory.find("User", "userName sw \"name\"")).containsExactly("u");
    }

    @Test
    void memberThatIsDeletedMeanwhileIsInNoGroup() {
      directory.createGroup("g", List.of());
      var tasks = new ArrayList<Callable<Object>>();
      for (int i = 0; i < 20; i++) {
        var id = "u" + i;
        directory.createUser(id);
        tasks.add(() -> directory.add("g", id));
        tasks.add(() -> directory.delete("User", id));
      }

      concurrently(tasks);

      assertThat(directory.members("g")).isEmpty();
      assertThat(store().groupsOf(directory.tenant(), List.of("u0", "u1", "u2"))).isEmpty();
    }
  }

  private static List<Object> concurrently(List<Callable<Object>> tasks) {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var outcomes = new ArrayList<Object>();
      for (var future : executor.invokeAll(tasks)) {
        outcomes.add(future.get());
      }
      return outcomes;
    } catch (ExecutionException | InterruptedException e) {
      throw new AssertionError("a concurrent task failed", e);
    }
  }
}
