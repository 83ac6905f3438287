package dev.muster.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// People and groups in the console: found by what they are, and those that were deleted.
class DirectoryConsoleTest extends WithMuster {
  private static final String ENTERPRISE =
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

  private final HttpClient http = HttpClient.newHttpClient();
  private ConsoleClient ada;

  @BeforeEach
  void signIn() {
    ada =
        ConsoleClient.somebody(
            http, muster, "ada@example.com", "[{\"role\": \"platform-administrator\"}]");
  }

  @AfterEach
  void close() {
    http.close();
  }

  private String person(String userName, String more) {
    var body =
        """
        {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "%s"%s}
        """
            .formatted(userName, more);
    var made = muster.scim("POST", "/Users", body);
    assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
    return made.id();
  }

  private String inDepartment(String userName, String department, String more) {
    return person(
        userName, ", \"%s\": {\"department\": \"%s\"%s}".formatted(ENTERPRISE, department, more));
  }

  private String found(String query) {
    var page = ada.get("/t/acme/people?" + query).body();
    return page.substring(page.indexOf("id=\"found\""));
  }

  @Test
  void peopleAreNarrowedByStateDepartmentManagerAndChange() {
    var boss = inDepartment("boss", "Sales", "");
    inDepartment("ann", "Sales", ", \"manager\": {\"value\": \"%s\"}".formatted(boss));
    inDepartment("bob", "Legal", "");
    muster.deactivate(person("cid", ""));

    assertThat(found("state=inactive")).contains("cid").doesNotContain("ann").doesNotContain("bob");
    assertThat(found("state=active")).contains("ann").contains("bob").doesNotContain("cid");
    assertThat(found("department=Sales")).contains("ann").contains("boss").doesNotContain("bob");
    assertThat(found("manager=boss&department=Sales")).contains("ann").doesNotContain("bob");
    assertThat(found("since=2020-01-01")).contains("bob");
    assertThat(found("since=2999-01-01")).contains("Take a filter away");
    assertThat(found("q=b&department=Legal")).contains("bob").doesNotContain("boss");
  }

  @Test
  void searchIsShownAsTheFilterThatItIs() {
    inDepartment("ann", "Sales", "");
    var page = found("q=a&department=Sales");
    assertThat(page)
        .contains(
            "(userName sw \"a\" or displayName sw \"a\" or emails.value sw \"a\") and "
                + ENTERPRISE
                + ":department eq \"Sales\"");
    var filter =
        URLEncoder.encode("userName eq \"x\" or userName eq \"ann\"", StandardCharsets.UTF_8);
    assertThat(found("filter=1&q=" + filter + "&state=active")).contains("ann");
    assertThat(found("filter=1&q=" + filter + "&department=Legal")).doesNotContain("people/");
  }

  @Test
  void filtersThatDoNotFitSayWhatToDo() {
    assertThat(found("manager=nobody")).contains("nobody has the user name");
    assertThat(found("since=yesterday")).contains("is no day such as 2026-01-31");
  }

  @Test
  void nextPageKeepsTheFilters() {
    for (var i = 0; i < 51; i++) {
      inDepartment("person" + i, i == 0 ? "Legal" : "R&D", "");
    }
    assertThat(found("q=person&department=R%26D"))
        .contains("50 in all")
        .doesNotContain("Next page");
    inDepartment("person51", "R&D", "");
    assertThat(found("q=person&department=R%26D"))
        .contains("51 in all")
        .contains("department=R%26D&amp;cursor=");
  }

  @Test
  void deletedPersonIsFoundLookedAtAndBroughtBack() {
    var ann = person("ann", ", \"displayName\": \"Ann Example\", \"externalId\": \"E1\"");
    person("bob", "");
    var group =
        muster.scim(
            "POST",
            "/Groups",
            """
            {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": "Chess",
             "members": [{"value": "%s"}]}
            """
                .formatted(ann));
    muster.scim("DELETE", "/Users/" + ann, "");

    for (var beginning : new String[] {"AN", "ann ex", "E1"}) {
      assertThat(deleted("people", beginning)).as(beginning).contains("Ann Example");
    }
    assertThat(deleted("people", "bob")).contains("Nothing that was deleted begins with that");
    assertThat(deleted("people", "e1")).as("external ids are exact").doesNotContain("Ann Example");

    var page = ada.get("/t/acme/people/deleted/" + ann).body();
    assertThat(page).contains("Ann Example").contains("(client)").contains("deleted");
    assertThat(page).contains("/console/t/acme/groups/" + group.id()).contains("Chess");
    assertThat(ada.submit("/t/acme/people/deleted", Map.of("id", ann))).contains("Restored");
    assertThat(ada.get("/t/acme/people/deleted/" + ann).statusCode()).isEqualTo(404);
  }

  @Test
  void deletedGroupShowsTheMembersThatItHad() {
    var ann = person("ann", ", \"displayName\": \"Ann Example\"");
    var bob = person("bob", "");
    var group =
        muster.scim(
            "POST",
            "/Groups",
            """
            {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": "Chess",
             "members": [{"value": "%s"}, {"value": "%s"}]}
            """
                .formatted(ann, bob));
    muster.scim("DELETE", "/Groups/" + group.id(), "");
    muster.scim("DELETE", "/Users/" + bob, "");

    assertThat(deleted("groups", "chess")).contains("Chess");
    assertThat(ada.get("/t/acme/groups/deleted/" + group.id()).body())
        .contains("/console/t/acme/people/" + ann)
        .contains(bob);
  }

  private String deleted(String place, String beginning) {
    var q = URLEncoder.encode(beginning, StandardCharsets.UTF_8);
    return ada.get("/t/acme/%s/deleted?q=%s".formatted(place, q)).body();
  }
}
