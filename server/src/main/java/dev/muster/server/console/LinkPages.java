package dev.muster.server.console;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Which account somebody is (Entra: object connections): found, linked by hand, matched anew.
public final class LinkPages implements Console.Group {
  private static final String LINKS = Console.PREFIX + "/t/{tenant}/applications/{job}/links";
  private static final int PAGE = 100;

  private final Views views;

  LinkPages(Views views) {
    this.views = views;
  }

  /// Which account somebody is.
  public record Link(
      String type,
      String sourceId,
      String targetId,
      boolean disabled,
      String since,
      String known) {}

  public record LinksView(
      Frame frame,
      String base,
      String here,
      String name,
      String type,
      String target,
      List<Link> links,
      String next) {}

  @Override
  public void addTo(Routes<Page> routes) {
    routes
        .on("GET", LINKS, this::links)
        .on("POST", LINKS, this::link)
        .on("POST", LINKS + "/remove", this::unlink);
  }

  private Response links(Visit visit) {
    var place = JobPlace.of(visit);
    var type = visit.findQuery("type").orElse("User");
    var target = visit.query("target").strip();
    var entry = visit.query("entry").strip();
    var links = new ArrayList<Link>();
    var next = "";
    if (entry.isEmpty()) {
      var which = target.isEmpty() ? visit.onward() : "&targetId=" + Api.encoded(target);
      var page =
          visit
              .api()
              .get(
                  "%s/links?limit=%d&type=%s%s"
                      .formatted(place.api(), PAGE, Api.encoded(type), which));
      page.path("links").forEach(link -> links.add(link(link)));
      next = page.path("nextCursor").asString("");
    } else {
      findLink(visit, place, type, entry).ifPresent(links::add);
    }
    return views.page(
        200,
        "application-links",
        new LinksView(
            Frame.of(visit, "applications", place.job()),
            place.base(),
            place.here(),
            place.job(),
            type,
            entry.isEmpty() ? target : entry,
            links,
            next));
  }

  private static Optional<Link> findLink(Visit visit, JobPlace place, String type, String entry) {
    try {
      var path = "%s/links/%s/%s".formatted(place.api(), Api.encoded(type), Api.encoded(entry));
      return Optional.of(link(visit.api().get(path)));
    } catch (HttpException e) {
      if (e.status() != 404) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private static Link link(JsonNode link) {
    return new Link(
        link.path("objectType").asString(),
        link.path("sourceId").asString(),
        link.path("targetId").asString(),
        link.path("disabled").booleanValue(),
        Times.moment(link.path("departure").path("since").asString("")),
        Values.pretty(link.path("known")));
  }

  private static String linkPath(Visit visit, JobPlace place) {
    return "%s/links/%s/%s"
        .formatted(
            place.api(),
            Api.encoded(visit.form().text("type")),
            Api.encoded(visit.form().text("entry")));
  }

  private Response link(Visit visit) {
    var target = visit.form().text("account");
    var place = JobPlace.of(visit);
    return Said.tell(
        place.here() + "/links",
        () -> {
          visit.api().put(linkPath(visit, place), ScimJson.object().put("targetId", target));
          return Said.done(
              "Linked to %s; what differs is written by the next cycle.".formatted(target));
        });
  }

  private Response unlink(Visit visit) {
    var place = JobPlace.of(visit);
    return Said.tell(
        place.here() + "/links",
        () -> {
          visit.api().delete(linkPath(visit, place));
          return Said.done("The link is deleted; the next cycle matches anew.");
        });
  }
}
