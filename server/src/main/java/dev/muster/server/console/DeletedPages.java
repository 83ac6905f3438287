package dev.muster.server.console;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
  public record Row(String id, String name, String second, String deleted, String until) {}

  /// The list.
  ///
  /// @param base address of the people or groups that there are
  public record ListView(Frame frame, String base, List<Row> rows, Optional<String> next) {

    /// Whether they are groups.
    public boolean ofGroups() {
      return frame.place().equals("groups");
    }
  }

  @Override
  public void addTo(Routes<Page> routes) {
    routes
        .on("GET", TENANT + "/people/deleted", visit -> list(visit, "people", "User"))
        .on("POST", TENANT + "/people/deleted", visit -> restore(visit, "people"))
        .on("GET", TENANT + "/groups/deleted", visit -> list(visit, "groups", "Group"))
        .on("POST", TENANT + "/groups/deleted", visit -> restore(visit, "groups"));
  }

  private Response list(Visit visit, String place, String type) {
    var base = visit.tenantBase() + "/" + place;
    var page =
        visit
            .api()
            .get(
                "%s/deleted?type=%s&limit=%d%s"
                    .formatted(visit.tenantPath(), type, PAGE, visit.onward()));
    var rows = new ArrayList<Row>();
    for (var resource : page.path("resources")) {
      rows.add(
          new Row(
              resource.path("id").asString(),
              resource.path("displayName").asString(""),
              resource.path("userName").asString(resource.path("externalId").asString("")),
              Times.moment(resource.path("deleted").asString()),
              Times.moment(resource.path("restorableUntil").asString())));
    }
    var title = place.equals("groups") ? "Deleted groups" : "Deleted people";
    return views.page(
        200,
        "deleted",
        new ListView(
            Frame.of(visit, place, title),
            base,
            rows,
            Optional.of(page.path("nextCursor").asString("")).filter(next -> !next.isEmpty())));
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
