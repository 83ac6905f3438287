package dev.muster.server.console;

import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Search over everything, as a page and below the command palette.
public final class SearchPages implements Console.Group {
  private final Views views;

  SearchPages(Views views) {
    this.views = views;
  }

  /// Something that was found.
  public record Found(String kind, String tenant, String name, String detail, String href) {
    /// The icon of its kind.
    public String icon() {
      return switch (kind) {
        case "person" -> "user";
        case "group" -> "users-group";
        case "application" -> "apps";
        case "change" -> "refresh";
        case "request" -> "history";
        default -> "building-community";
      };
    }
  }

  public record SearchView(Frame frame, String q, List<Found> found) {}

  @Override
  public void addTo(Routes<Page> routes) {
    routes.on("GET", Console.PREFIX + "/search", this::search);
  }

  private Response search(Visit visit) {
    var q = visit.query("q").strip();
    var found = new ArrayList<Found>();
    if (!q.isEmpty()) {
      visit
          .api()
          .get("/search" + new Query().add("q", q))
          .path("results")
          .forEach(result -> found.add(found(result)));
    }
    return views.page(200, "search", new SearchView(Frame.of(visit, "search", "Search"), q, found));
  }

  private static Found found(JsonNode result) {
    var tenant = result.path("tenant").asString();
    var base = Console.PREFIX + "/t/" + Api.encoded(tenant);
    var id = Api.encoded(result.path("id").asString());
    var kind = result.path("kind").asString();
    return new Found(
        kind,
        tenant,
        result.path("name").asString(),
        result.path("detail").asString(""),
        switch (kind) {
          case "person" -> base + "/people/" + id;
          case "group" -> base + "/groups/" + id;
          case "application" -> base + "/applications/" + id;
          case "change" ->
              "%s/applications/%s/log/%s"
                  .formatted(base, Api.encoded(result.path("application").asString()), id);
          case "request" -> base + "/requests/" + id;
          default -> base;
        });
  }
}
