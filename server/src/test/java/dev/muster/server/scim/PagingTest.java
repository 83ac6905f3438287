package dev.muster.server.scim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.server.scim.ScimServer.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// RFC 7644 §3.4.2 and RFC 9865: pages by index and by cursor, sorting, queries over all types.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagingTest {
  private final ScimServer scim = ScimServer.start();

  @BeforeAll
  void fill() {
    var users = new ArrayList<String>();
    for (int i = 0; i < 25; i++) {
      var title = i % 2 == 0 ? ", \"title\": \"T%02d\"".formatted(25 - i) : "";
      users.add(scim.newUser("user%02d".formatted(i * 7 % 25), title));
    }
    scim.newGroup("alpha", users.getFirst());
    scim.newGroup("beta");
  }

  @AfterAll
  void stop() {
    scim.close();
  }

  private List<String> walk(String query) {
    var names = new ArrayList<String>();
    var page = scim.get(query);
    while (true) {
      assertThat(page.status()).isEqualTo(200);
      names.addAll(page.ids());
      var next = page.body().path("nextCursor").asString("");
      if (next.isEmpty()) {
        return names;
      }
      assertThat(next).matches("[A-Za-z0-9._~-]+");
      page = scim.get(query + (query.contains("?") ? "&" : "?") + "cursor=" + next);
    }
  }

  @Test
  void clientThatSaysNothingGetsACursorAndWhatIndexClientsExpect() {
    var page = scim.get("/Users?count=10");

    assertThat(page.body().path("totalResults").asInt()).isEqualTo(25);
    assertThat(page.body().path("startIndex").asInt()).isEqualTo(1);
    assertThat(page.body().path("itemsPerPage").asInt()).isEqualTo(10);
    assertThat(page.body().has("nextCursor")).isTrue();
  }

  @Test
  void startIndexAsksForPagingByIndex() {
    var page = scim.get("/Users?startIndex=21&count=10");

    assertThat(page.ids()).hasSize(5);
    assertThat(page.body().path("startIndex").asInt()).isEqualTo(21);
    assertThat(page.body().has("nextCursor")).isFalse();
    assertThat(scim.get("/Users?startIndex=-3&count=-1").body().path("totalResults").asInt())
        .isEqualTo(25);
  }

  @Test
  void cursorsVisitEverybodyOnce() {
    var all = scim.get("/Users").ids();

    assertThat(walk("/Users?count=7")).isEqualTo(all).hasSize(25);
    assertThat(walk("/Users?count=5&sortBy=userName")).hasSize(25).doesNotHaveDuplicates();
    assertThat(walk("/Users?count=6&filter=" + ScimServer.encode("title pr"))).hasSize(13);
    assertThat(walk("/?count=4")).hasSize(27).doesNotHaveDuplicates();
    assertThat(walk("/?count=25")).hasSize(27).doesNotHaveDuplicates();
    assertThat(walk("/?count=4&sortBy=userName&sortOrder=descending"))
        .hasSize(27)
        .doesNotHaveDuplicates();
    assertThat(walk("/?count=4&sortBy=displayName")).hasSize(27).doesNotHaveDuplicates();
  }

  @Test
  void cursorIsGoodForItsQueryAlone() {
    var cursor = scim.get("/Users?count=5").body().path("nextCursor").asString();

    assertThat(scim.get("/Users?count=3&cursor=" + cursor).ids()).hasSize(3);
    for (var other :
        List.of(
            "/Users?sortBy=userName&cursor=" + cursor,
            "/Users?filter=" + ScimServer.encode("title pr") + "&cursor=" + cursor,
            "/Groups?cursor=" + cursor,
            "/?cursor=" + cursor,
            "/Users?cursor=" + cursor.substring(1),
            "/Users?cursor=x")) {
      var answer = scim.get(other);
      assertThat(answer.status()).as(other).isEqualTo(400);
      assertThat(answer.scimType()).as(other).isEqualTo("invalidCursor");
    }
    assertThat(scim.get("/Users?cursor&count=many").scimType()).isEqualTo("invalidCount");
  }

  @Test
  void searchBodiesTakeCursorsToo() {
    var first =
        scim.post(
            "/Users/.search",
            """
            {"schemas": ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],
             "cursor": "", "count": 20, "attributes": ["userName"]}
            """);
    var second =
        scim.post(
            "/Users/.search",
            """
            {"cursor": "%s", "count": 20}
            """
                .formatted(first.body().path("nextCursor").asString()));

    assertThat(first.ids()).hasSize(20);
    assertThat(second.ids()).hasSize(5);
    assertThat(second.body().has("nextCursor")).isFalse();
    assertThat(second.body().path("totalResults").asInt()).isEqualTo(25);
  }

  @Test
  void sortsByAttributeAndPutsWhatHasNoneLast() {
    var names = scim.get("/Users?sortBy=userName").all("userName");
    var titles = scim.get("/Users?sortBy=title").all("title");

    assertThat(names).isSorted().hasSize(25);
    assertThat(titles.subList(0, 13)).isSorted().doesNotContain("");
    assertThat(titles.subList(13, 25)).containsOnly("");
    assertThat(scim.get("/Users?sortBy=title&sortOrder=descending").all("title").getFirst())
        .isEmpty();
    assertThat(scim.get("/Users?sortBy=userName&startIndex=11&count=3").all("userName"))
        .containsExactly("user10", "user11", "user12");
  }

  @Test
  void sayWhatCannotBeSorted() {
    assertInvalid(scim.get("/Users?sortBy=titel"), "did you mean \"title\"?");
    assertInvalid(scim.get("/Users?sortBy=name"), "name.formatted");
    assertInvalid(scim.get("/Users?sortBy=userName&sortOrder=up"), "ascending");
  }

  private static void assertInvalid(Answer answer, String detail) {
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.scimType()).isEqualTo("invalidValue");
    assertThat(answer.body().path("detail").asString()).contains(detail);
  }

  @Test
  void rootQueriesCoverAllTypes() {
    assertThat(scim.get("/").body().path("totalResults").asInt()).isEqualTo(27);
    assertThat(scim.filter("/", "meta.resourceType eq \"Group\"").ids()).hasSize(2);
    assertThat(scim.filter("/", "userName eq \"user03\" or displayName eq \"beta\"").ids())
        .hasSize(2);
    assertThat(scim.filter("/", "not (userName pr)").ids()).hasSize(2);
    assertThat(scim.filter("/", "members pr").ids()).hasSize(1);
    assertThat(scim.filter("/", "usrName pr").scimType()).isEqualTo("invalidFilter");
    assertThat(scim.get("/?startIndex=25&count=2&sortBy=userName").ids()).hasSize(2);
    assertThat(scim.post("/.search", "{\"count\": 3}").ids()).hasSize(3);
  }
}
