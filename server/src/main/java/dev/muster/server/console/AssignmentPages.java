package dev.muster.server.console;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Users and groups of an application: who is assigned, and a search for those who are not yet.
public final class AssignmentPages implements Console.Group {
  private static final String PEOPLE = Console.PREFIX + "/t/{tenant}/applications/{job}/people";
  private static final int PAGE = 100;
  private static final int FOUND = 8;

  private final Views views;

  AssignmentPages(Views views) {
    this.views = views;
  }

  /// Somebody, or a group.
  ///
  /// @param second what tells two of the same name apart
  public record Row(String id, String type, String name, String second, List<String> roles) {}

  /// Who is assigned.
  ///
  /// @param found whom the search found
  /// @param nextCursor where the next page goes on; empty if there is none
  public record AssignView(
      Frame frame,
      String base,
      String here,
      String name,
      boolean everybody,
      long users,
      long groups,
      List<Row> assigned,
      String nextCursor,
      List<String> roles,
      String q,
      List<Row> found) {}

  @Override
  public void addTo(Routes<Page> routes) {
    routes
        .on("GET", PEOPLE, this::people)
        .on("POST", PEOPLE, this::assign)
        .on("POST", PEOPLE + "/scope", this::scope);
  }

  private Response people(Visit visit) {
    var place = JobPlace.of(visit);
    var assigned =
        visit.api().get("%s/assignments?limit=%d%s".formatted(place.api(), PAGE, visit.onward()));
    var mappings = visit.api().get(place.api() + "/mappings");
    var rows = new ArrayList<Row>();
    assigned.path("assignments").forEach(one -> rows.add(row(one)));
    var ids = new TreeSet<String>();
    rows.forEach(row -> ids.add(row.id()));
    var roles = new ArrayList<String>();
    mappings.path("appRoles").forEach(role -> roles.add(role.path("value").asString()));
    var q = visit.query("q").strip();
    return views.page(
        200,
        "application-people",
        new AssignView(
            Frame.of(visit, "applications", place.job()),
            place.base(),
            place.here(),
            place.job(),
            mappings.path("scope").asString("").equals("all"),
            assigned.path("users").asLong(),
            assigned.path("groups").asLong(),
            rows,
            assigned.path("nextCursor").asString(""),
            roles,
            q,
            q.isEmpty() ? List.of() : found(visit, place, q, ids)));
  }

  private static Row row(JsonNode json) {
    return new Row(
        json.path("id").asString(),
        json.path("objectType").asString(),
        json.path("displayName").asString(""),
        "",
        JobRow.texts(json.path("roles")));
  }

  private static List<Row> found(Visit visit, JobPlace place, String q, Set<String> assigned) {
    var found = new ArrayList<Row>();
    var directory = place.tenantApi() + "/directory/";
    var groups = Search.of(List.of("displayName"), q);
    visit
        .api()
        .get(directory + "Groups?excludedAttributes=members&count=" + FOUND + "&filter=" + groups)
        .path("Resources")
        .forEach(group ->
            found.add(
                new Row(
                    group.path("id").asString(),
                    "Group",
                    group.path("displayName").asString(""),
                    "group",
                    List.of())));
    var users = Search.of(List.of("userName", "displayName", "emails.value"), q);
    visit
        .api()
        .get(directory + "Users?count=" + FOUND + "&filter=" + users)
        .path("Resources")
        .forEach(user ->
            found.add(
                new Row(
                    user.path("id").asString(),
                    "User",
                    user.path("displayName").asString(""),
                    user.path("userName").asString(""),
                    List.of())));
    found.removeIf(row -> assigned.contains(row.id()));
    return found;
  }

  private Response assign(Visit visit) {
    var place = JobPlace.of(visit);
    var form = visit.form();
    var body = ScimJson.object();
    var removing = form.text("what").equals("remove");
    lines(body, removing ? "removeUsers" : "addUsers", form.lines("users"));
    lines(body, removing ? "removeGroups" : "addGroups", form.lines("groups"));
    if (!form.text("role").isEmpty()) {
      body.put("role", form.text("role"));
    }
    var back = place.here() + (form.text("back").equals("guide") ? "/guide" : "/people");
    return Said.orBack(
        back,
        () -> {
          var now = visit.api().post(place.api() + "/assignments", body);
          return Said.done(
                  "%,d people and %,d groups are assigned now."
                      .formatted(now.path("users").asLong(), now.path("groups").asLong()))
              .at(back);
        });
  }

  private static void lines(ObjectNode body, String field, List<String> lines) {
    if (!lines.isEmpty()) {
      lines.forEach(body.putArray(field)::add);
    }
  }

  private Response scope(Visit visit) {
    var place = JobPlace.of(visit);
    var all = visit.form().text("scope").equals("all");
    return Said.orBack(
        place.here() + "/people",
        () -> {
          visit
              .api()
              .patch(
                  place.api() + "/mappings",
                  ScimJson.object().put("scope", all ? "all" : "assigned"));
          return Said.done(
                  all
                      ? "Everybody in the directory is in scope."
                      : "Those who are assigned are in scope.")
              .at(place.here() + "/people");
        });
  }
}
