package dev.muster.scim.provider;

import static dev.muster.scim.provider.TenantDirectory.ids;
import static dev.muster.scim.provider.TenantDirectory.userJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.scim.filter.CheckedFilter;
import dev.muster.scim.filter.FilterEvaluator;
import dev.muster.scim.path.AttributePath;
import dev.muster.scim.provider.ResourceQuery.Start;
import dev.muster.scim.schema.ResourceSchema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/// What the queries of every [ResourceStore] find. A subclass in a store's own tests gives it the
/// store.
public abstract class ResourceQueryContract {
  private static final ResourceSchema USER = TenantDirectory.schema("User");

  private TenantDirectory directory;

  /// The store under test; the same one may be given to all tests.
  protected abstract ResourceStore store();

  /// A tenant that no other test has written to.
  protected abstract TenantId newTenant();

  @BeforeEach
  final void createResources() {
    directory = new TenantDirectory(store(), newTenant());
    for (int i = 0; i < 12; i++) {
      directory.createUser("u%02d".formatted(i), user(i));
    }
    directory.createGroup("g1", List.of("u00", "u01"));
    directory.createGroup("g2", List.of("g1"));
    directory.createGroup("g3", List.of());
    directory.updateUser("u11", 1, userJson("User11"));
  }

  private static String user(int i) {
    return """
    {"userName": "User%02d", "externalId": "E%d", "active": %s, "title": "T%d",
     "emails": [{"value": "u%d@work.example", "type": "work"},
                {"value": "shared%d@home.example", "type": "home"}]}
    """
        .formatted(i, i % 4, i % 2 == 0, i % 3, i, i % 5);
  }

  @Test
  void pagesWithoutFilterCountEverything() {
    assertThat(directory.query("User", "", 1, 5).totalResults()).hasValue(12);
    assertThat(ids(directory.query("User", "", 11, 5))).containsExactly("u10", "u11");
    assertThat(directory.query("User", "", 1, 0))
        .isEqualTo(new ResourceStore.Page(List.of(), OptionalLong.of(12), Optional.empty()));
    assertThat(directory.query("User", "", 100, 5))
        .isEqualTo(new ResourceStore.Page(List.of(), OptionalLong.of(12), Optional.empty()));
    assertThat(directory.query("Group", "", 1, 2).totalResults()).hasValue(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "externalId eq \"E1\"",
        "title eq \"T1\"",
        "externalId eq \"E1\" or title eq \"T1\""
      })
  void pagesOfAnyFilterAddUpToItsTotal(String filter) {
    var all = directory.find("User", filter);

    var paged = new ArrayList<String>();
    for (int start = 1; start <= all.size(); start += 2) {
      var page = directory.query("User", filter, start, 2);
      assertThat(page.totalResults()).hasValue(all.size());
      paged.addAll(ids(page));
    }

    assertThat(paged).isEqualTo(all).isSorted().isNotEmpty();
    assertThat(directory.query("User", filter, 1, 0).totalResults()).hasValue(all.size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "userName eq \"USER03\"",
        "userName ne \"user03\"",
        "userName sw \"uSeR0\"",
        "userName co \"r1\"",
        "externalId eq \"e1\"",
        "externalId eq \"E1\" and active eq true",
        "externalId eq \"E1\" or userName eq \"user02\"",
        "not (externalId eq \"E1\") and title ne \"T0\"",
        "not (externalId eq \"E1\" and title eq \"T1\")",
        "emails.value eq \"shared1@home.example\"",
        "emails.value ne \"shared1@home.example\"",
        "emails[type eq \"work\" and value eq \"shared1@home.example\"]",
        "emails[type eq \"home\" and value eq \"shared1@home.example\"]",
        "emails[value sw \"u1\"] or title pr and not (active eq false)",
        "externalId pr",
        "not (emails pr)",
        "id eq \"u03\" or id eq \"u04\" or id sw \"u1\"",
        "id ne \"u03\"",
        "meta.lastModified gt \"2026-01-31T12:00:00.1234561Z\"",
        "meta.lastModified ge \"2026-01-31T12:00:00.123456Z\"",
        "meta.lastModified lt \"2026-02-01T08:30:00.5Z\"",
        "meta.created eq \"2026-01-31T12:00:00.123456Z\"",
        "meta.resourceType eq \"User\" and meta.version eq \"W/\\\"2\\\"\"",
        "schemas eq \"urn:ietf:params:scim:schemas:core:2.0:User\"",
        "userName gt \"user09\"",
        "title eq null"
      })
  void findsWhatTheEvaluatorMatches(String filter) {
    var checked = TenantDirectory.filter("User", filter);
    var expected =
        store().scan(directory.tenant(), "User", "", 100).stream()
            .filter(resource -> FilterEvaluator.matches(checked, complete(resource)))
            .map(StoredResource::id)
            .toList();

    assertThat(directory.find("User", filter)).isEqualTo(expected);
  }

  private static ObjectNode complete(StoredResource resource) {
    var node = resource.document().deepCopy();
    node.put("id", resource.id());
    node.putArray("schemas").add("urn:ietf:params:scim:schemas:core:2.0:User");
    node.putObject("meta")
        .put("resourceType", "User")
        .put("created", resource.created().toString())
        .put("lastModified", resource.lastModified().toString())
        .put("version", ETag.of(resource.version()));
    return node;
  }

  @Test
  void membershipIsFoundFromBothSides() {
    assertThat(directory.find("Group", "members.value eq \"u01\"")).containsExactly("g1");
    assertThat(directory.find("Group", "members[value eq \"g1\"]")).containsExactly("g2");
    assertThat(directory.find("Group", "members.type eq \"Group\"")).containsExactly("g2");
    assertThat(directory.find("Group", "members pr")).containsExactly("g1", "g2");
    assertThat(directory.find("Group", "not (members pr)")).containsExactly("g3");
    assertThat(directory.find("Group", "members[value eq \"u01\" and type eq \"User\"]"))
        .containsExactly("g1");
    assertThat(directory.find("User", "groups.value eq \"g1\"")).containsExactly("u00", "u01");
    assertThat(directory.find("User", "groups.display co \"G1\" and userName ew \"1\""))
        .containsExactly("u01");
    assertThat(directory.find("User", "groups pr")).containsExactly("u00", "u01");
  }

  @Test
  void longAndForeignTextIsFound() {
    var long300 = "Ä".repeat(300);
    directory.createUser("long", userJson(long300));
    directory.createUser("foreign", userJson("İstanbul 𝒥 ß É"));

    assertThat(directory.find("User", "userName eq \"%s\"".formatted("ä".repeat(300))))
        .containsExactly("long");
    assertThat(directory.find("User", "userName eq \"%s\"".formatted("ä".repeat(299)))).isEmpty();
    assertThat(directory.find("User", "userName sw \"%s\"".formatted("ä".repeat(150))))
        .containsExactly("long");
    assertThat(directory.find("User", "userName sw \"%s\"".formatted("ä".repeat(250))))
        .containsExactly("long");
    assertThat(directory.find("User", "userName eq \"İstanbul 𝒥 ß é\""))
        .containsExactly("foreign");
    assertThat(directory.find("User", "userName sw \"İstanbul 𝒥\"")).containsExactly("foreign");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "userName|''",
        "id|''",
        "externalId|''",
        "title|''",
        "meta.lastModified|''",
        "active|''",
        "emails|''",
        "externalId|title eq \"T1\"",
        "userName|title eq \"T1\"",
        "title|externalId eq \"E1\"",
        "userName|externalId eq \"E1\" or title eq \"T2\"",
      })
  void walksInTheOrderOfAnAttribute(String sortBy, String filter) {
    for (var descending : List.of(false, true)) {
      var sort = Sort.find(AttributePath.parse(sortBy), descending, USER).orElseThrow();
      var expected = new ArrayList<StoredResource>();
      for (var id :
          filter.isEmpty() ? directory.find("User", "id pr") : directory.find("User", filter)) {
        expected.add(store().find(directory.tenant(), "User", id).orElseThrow());
      }
      expected.sort(
          Comparator.comparing(
              r -> new Position(SortKey.of(r, sort.path()), r.id()), sort.comparator()));
      var ids = expected.stream().map(StoredResource::id).toList();

      assertThat(walk(filter, Optional.of(sort), 5)).isEqualTo(ids);
      assertThat(ids(query(filter, Optional.of(sort), new Start.Index(3), 4)))
          .isEqualTo(ids.subList(Math.min(2, ids.size()), Math.min(6, ids.size())));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "title pr", "externalId eq \"E1\"", "externalId eq \"E1\" and title pr"})
  void walksWithoutSort(String filter) {
    var all = directory.find("User", filter.isEmpty() ? "id pr" : filter);

    assertThat(walk(filter, Optional.empty(), 1)).isEqualTo(all);
    assertThat(walk(filter, Optional.empty(), all.size())).isEqualTo(all);
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "userName", "title"})
  void walkLosesNobodyWhileOthersComeAndGo(String sortBy) {
    for (int i = 0; i < 200; i++) {
      directory.createUser("w%03d".formatted(i), userJson("walker%03d".formatted(i * 7 % 200)));
    }
    var sort = Sort.find(AttributePath.parse(sortBy), false, USER);
    var seen = new ArrayList<String>();

    var start = (Start) new Start.Beginning();
    for (int turn = 0; ; turn++) {
      var page = query("", sort, start, 10);
      seen.addAll(ids(page));
      if (page.next().isEmpty()) {
        break;
      }
      start = new Start.After(page.next().get());
      directory.createUser("n%03d".formatted(turn), userJson("newcomer%03d".formatted(turn)));
      // The one that the walk stands on goes, and one that is still to come.
      directory.delete("User", seen.getLast());
      directory.delete("User", "w%03d".formatted(199 - turn));
    }

    var survivors =
        store().scan(directory.tenant(), "User", "", 1_000).stream()
            .map(StoredResource::id)
            .filter(id -> !id.startsWith("n"))
            .toList();
    assertThat(seen).doesNotHaveDuplicates().containsAll(survivors);
  }

  private List<String> walk(String filter, Optional<Sort> sort, int count) {
    var page = query(filter, sort, new Start.Beginning(), count);
    var found = new ArrayList<>(ids(page));
    assertThat(page.totalResults()).isPresent();
    while (page.next().isPresent()) {
      page = query(filter, sort, new Start.After(page.next().get()), count);
      assertThat(page.resources()).isNotEmpty();
      found.addAll(ids(page));
    }
    return found;
  }

  private ResourceStore.Page query(String filter, Optional<Sort> sort, Start start, int count) {
    var checked =
        filter.isEmpty()
            ? Optional.<CheckedFilter>empty()
            : Optional.of(TenantDirectory.filter("User", filter));
    return store().query(directory.tenant(), new ResourceQuery(USER, checked, sort, start, count));
  }
}
