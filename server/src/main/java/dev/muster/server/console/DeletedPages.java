package dev.muster.server.console;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// People and groups that were deleted, as long as they can be brought back.
public final class DeletedPages implements Console.Group {
  private static final String TENANT = Console.PREFIX + "/t/{tenant}";
  private static final int PAGE = 50;

  private final Views views;

  DeletedPages(Views views) {
    this.views = views;
  }

  /// One of them.
  ///
  /// @param second what people call it besides: a user name, an external id
  /// @param until when it is forgotten for good
  /// @param by who deleted it; empty text if that is not known any more
  public record Row(
      String id, String name, String second, String deleted, String by, String until) {

    /// What to call it.
    public String title() {
      return name.isEmpty() ? second : name;
    }
  }

  /// The list.
  ///
  /// @param base address of the people or groups that there are
  /// @param q the beginning of a name
  public record ListView(
      Frame frame, String base, String q, List<Row> rows, Optional<String> next) {

    /// Whether they are groups.
    public boolean ofGroups() {
      return frame.place().equals("groups");
    }
  }

  /// A group it was in, or a member it had.
  ///
  /// @param name empty text if it is gone, too
  public record Other(String id, String name) {}

  /// One of them, as it was.
  ///
  /// @param others the groups that a person was in, or the members that a group had
  /// @param othersBase address of the groups or people that there are
  public record OneView(
      Frame frame,
      String base,
      Row row,
      List<Other> others,
      String othersBase,
      List<DirectoryPages.Version> versions,
      String json) {

    /// Whether it is a group.
    public boolean isGroup() {
      return frame.place().equals("groups");
    }
  }

  @Override
  public void addTo(Routes<Page> routes) {
    routes
        .on("GET", TENANT + "/people/deleted", visit -> list(visit, "people", "User"))
        .on("GET", TENANT + "/people/deleted/{id}", visit -> one(visit, "people", "User"))
        .on("POST", TENANT + "/people/deleted", visit -> restore(visit, "people"))
        .on("GET", TENANT + "/groups/deleted", visit -> list(visit, "groups", "Group"))
        .on("GET", TENANT + "/groups/deleted/{id}", visit -> one(visit, "groups", "Group"))
        .on("POST", TENANT + "/groups/deleted", visit -> restore(visit, "groups"));
  }

  private Response list(Visit visit, String place, String type) {
    var base = visit.tenantBase() + "/" + place;
    var page =
        visit
            .api()
            .get(
                "%s/deleted?type=%s&limit=%d&q=%s%s"
                    .formatted(
                        visit.tenantPath(),
                        type,
                        PAGE,
                        Api.encoded(visit.query("q")),
                        visit.onward()));
    var rows = new ArrayList<Row>();
    page.path("resources").forEach(resource -> rows.add(row(resource)));
    var title = place.equals("groups") ? "Deleted groups" : "Deleted people";
    return views.page(
        200,
        "deleted",
        new ListView(
            Frame.of(visit, place, title),
            base,
            visit.query("q"),
            rows,
            Optional.of(page.path("nextCursor").asString("")).filter(next -> !next.isEmpty())));
  }

  private static Row row(JsonNode resource) {
    return new Row(
        resource.path("id").asString(),
        resource.path("displayName").asString(""),
        resource.path("userName").asString(resource.path("externalId").asString("")),
        Times.moment(resource.path("deleted").asString()),
        resource.has("by") ? DirectoryPages.by(resource.path("by")) : "",
        Times.moment(resource.path("restorableUntil").asString()));
  }

  private Response one(Visit visit, String place, String type) {
    var id = Api.encoded(visit.parameter("id"));
    var deleted = visit.api().get("%s/deleted/%s".formatted(visit.tenantPath(), id));
    var row = row(deleted);
    var isGroup = place.equals("groups");
    var others = new ArrayList<Other>();
    deleted
        .path(isGroup ? "members" : "groups")
        .forEach(other ->
            others.add(
                new Other(other.path("id").asString(), other.path("displayName").asString(""))));
    var view =
        new OneView(
            Frame.of(visit, place, row.title()),
            visit.tenantBase() + "/" + place,
            row,
            others,
            visit.tenantBase() + (isGroup ? "/people" : "/groups"),
            DirectoryPages.versions(visit, type),
            Values.pretty(deleted.path("resource")));
    return views.page(200, "deleted-one", view);
  }

  private Response restore(Visit visit, String place) {
    var base = visit.tenantBase() + "/" + place;
    var id = Api.encoded(visit.form().text("id"));
    return Said.orBack(
        base + "/deleted",
        () -> {
          visit
              .api()
              .post("%s/deleted/%s/restore".formatted(visit.tenantPath(), id), ScimJson.object());
          return Said.done("Restored, with the memberships of before.").at(base + "/" + id);
        });
  }
}
