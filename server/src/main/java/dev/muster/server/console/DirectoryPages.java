package dev.muster.server.console;

import dev.muster.server.http.HttpException;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// People and groups: search, lists, one of them.
public final class DirectoryPages implements Console.Group {
  private static final String TENANT = Console.PREFIX + "/t/{tenant}";
  private static final int PAGE = 50;

  private final Views views;

  DirectoryPages(Views views) {
    this.views = views;
  }

  /// A line of a list.
  public record Row(String id, String name, String second, String third, boolean active) {}

  /// A list and how it was searched.
  ///
  /// @param scim the search as a SCIM filter; empty text for everybody
  /// @param next cursor of the page that follows
  /// @param problem what is wrong with the search
  public record ListView(
      Frame frame,
      String base,
      DirectorySearch search,
      String scim,
      List<Row> rows,
      long total,
      Optional<String> next,
      Optional<String> problem) {

    /// Whether they are people.
    public boolean ofPeople() {
      return frame.place().equals("people");
    }

    /// Address of the page that follows.
    public String nextHref() {
      return "%s?%s&cursor=%s".formatted(base, search.query(), Api.encoded(next.orElse("")));
    }

    /// Address of the same search as a SCIM filter.
    public String filterHref() {
      return base + "?" + DirectorySearch.asFilter(scim);
    }
  }

  /// A version of a resource.
  public record Version(String at, String by, String change, List<String> attributes) {}

  /// A link to another resource.
  public record Other(String id, String name) {}

  /// One person or group.
  ///
  /// @param facts names and values worth reading
  public record ResourceView(
      Frame frame,
      String base,
      String id,
      String name,
      boolean active,
      List<Fact> facts,
      List<Other> others,
      List<Version> versions,
      String json) {

    /// Where the tenant's pages are.
    public String tenant() {
      return base.substring(0, base.lastIndexOf('/'));
    }
  }

  /// A name and a value.
  public record Fact(String name, String value) {}

  @Override
  public void addTo(Routes<Page> routes) {
    routes
        .on("GET", TENANT + "/people", this::people)
        .on("GET", TENANT + "/people/{id}", this::person)
        .on("GET", TENANT + "/groups", this::groups)
        .on("GET", TENANT + "/groups/{id}", this::group);
  }

  private Response people(Visit visit) {
    return list(
        visit,
        "people",
        "People",
        "Users",
        List.of("userName", "displayName", "emails.value"),
        user ->
            new Row(
                user.path("id").asString(),
                user.path("displayName").asString(""),
                user.path("userName").asString(""),
                user.path("title").asString(""),
                user.path("active").asBoolean(true)));
  }

  private Response groups(Visit visit) {
    return list(
        visit,
        "groups",
        "Groups",
        "Groups",
        List.of("displayName"),
        group ->
            new Row(
                group.path("id").asString(),
                group.path("displayName").asString(""),
                group.path("externalId").asString(""),
                Times.moment(group.path("meta").path("lastModified").asString("")),
                true));
  }

  private Response list(
      Visit visit,
      String place,
      String title,
      String endpoint,
      List<String> searched,
      Function<JsonNode, Row> row) {
    var search = DirectorySearch.of(visit);
    var query = new StringBuilder("?count=" + PAGE + "&excludedAttributes=members");
    query.append("&cursor=").append(Api.encoded(visit.query("cursor")));
    var frame = Frame.of(visit, place, title);
    var base = visit.tenantBase() + "/" + place;
    try {
      var scim = search.scim(visit, searched);
      scim.ifPresent(text -> query.append("&filter=").append(Api.encoded(text)));
      var page = visit.api().get(directory(visit, endpoint) + query);
      var rows = new ArrayList<Row>();
      page.path("Resources").forEach(resource -> rows.add(row.apply(resource)));
      var next = Optional.of(page.path("nextCursor").asString("")).filter(c -> !c.isEmpty());
      return views.page(
          200,
          "directory",
          new ListView(
              frame,
              base,
              search,
              scim.orElse(""),
              rows,
              page.path("totalResults").asLong(),
              next,
              Optional.empty()));
    } catch (HttpException e) {
      return views.page(
          e.status(),
          "directory",
          new ListView(
              frame, base, search, "", List.of(), 0, Optional.empty(), Optional.of(e.detail())));
    }
  }

  private Response person(Visit visit) {
    var user = visit.api().get(directory(visit, "Users") + "/" + id(visit));
    var facts = new ArrayList<Fact>();
    fact(facts, "User name", user.path("userName"));
    fact(facts, "Title", user.path("title"));
    user.path("emails").forEach(mail -> fact(facts, label("E-mail", mail), mail.path("value")));
    user.path("phoneNumbers")
        .forEach(phone -> fact(facts, label("Phone", phone), phone.path("value")));
    var enterprise = user.path("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User");
    fact(facts, "Department", enterprise.path("department"));
    fact(facts, "Employee number", enterprise.path("employeeNumber"));
    fact(facts, "Manager", enterprise.path("manager").path("displayName"));
    fact(facts, "External id", user.path("externalId"));
    var others = new ArrayList<Other>();
    user.path("groups")
        .forEach(group ->
            others.add(
                new Other(
                    group.path("value").asString(),
                    group.path("display").asString(group.path("value").asString()))));
    var name = user.path("displayName").asString(user.path("userName").asString(""));
    return one(visit, "people", "User", name, user, facts, others);
  }

  private Response group(Visit visit) {
    var group =
        visit
            .api()
            .get(directory(visit, "Groups") + "/" + id(visit) + "?excludedAttributes=members");
    var facts = new ArrayList<Fact>();
    fact(facts, "External id", group.path("externalId"));
    var filter = Api.encoded("groups.value eq \"%s\"".formatted(visit.parameter("id")));
    var page = visit.api().get(directory(visit, "Users") + "?count=" + PAGE + "&filter=" + filter);
    facts.add(new Fact("People in it", "%,d".formatted(page.path("totalResults").asLong())));
    var others = new ArrayList<Other>();
    page.path("Resources")
        .forEach(user ->
            others.add(
                new Other(
                    user.path("id").asString(),
                    user.path("displayName").asString(user.path("userName").asString("")))));
    var name = group.path("displayName").asString("");
    return one(visit, "groups", "Group", name, group, facts, others);
  }

  private Response one(
      Visit visit,
      String place,
      String type,
      String name,
      JsonNode resource,
      List<Fact> facts,
      List<Other> others) {
    var otherPlace = place.equals("people") ? "groups" : "people";
    return views.page(
        200,
        place.equals("people") ? "person" : "group",
        new ResourceView(
            Frame.of(visit, place, name),
            visit.tenantBase() + "/" + otherPlace,
            visit.parameter("id"),
            name,
            resource.path("active").asBoolean(true),
            facts,
            others,
            versions(visit, type),
            Values.pretty(resource)));
  }

  /// The newest versions of a resource, also of one that was deleted.
  static List<Version> versions(Visit visit, String type) {
    var path = "%s/resources/%s/%s/history?limit=20".formatted(visit.tenantPath(), type, id(visit));
    var versions = new ArrayList<Version>();
    for (var version : visit.api().get(path).path("versions")) {
      var attributes = new ArrayList<String>();
      version.path("attributes").forEach(change -> attributes.add(change.path("name").asString()));
      versions.add(
          new Version(
              Times.moment(version.path("at").asString()),
              by(version.path("by")),
              version.path("change").asString(),
              attributes));
    }
    return versions;
  }

  /// Who it was, in words.
  static String by(JsonNode origin) {
    var name = origin.path("name").asString("");
    return name.isEmpty()
        ? origin.path("kind").asString()
        : "%s (%s)".formatted(name, origin.path("kind").asString());
  }

  private static String label(String what, JsonNode value) {
    var type = value.path("type").asString("");
    return type.isEmpty() ? what : "%s (%s)".formatted(what, type);
  }

  private static void fact(List<Fact> facts, String name, JsonNode value) {
    var text = value.asString("");
    if (!text.isEmpty()) {
      facts.add(new Fact(name, text));
    }
  }

  private static String id(Visit visit) {
    return Api.encoded(visit.parameter("id"));
  }

  private static String directory(Visit visit, String endpoint) {
    return visit.tenantPath() + "/directory/" + endpoint;
  }
}
