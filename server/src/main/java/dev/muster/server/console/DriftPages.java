package dev.muster.server.console;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// What people changed in an application by hand.
public final class DriftPages implements Console.Group {
  private static final String DRIFT = Console.PREFIX + "/t/{tenant}/applications/{job}/drift";
  private static final int PAGE = 100;

  private final Views views;

  DriftPages(Views views) {
    this.views = views;
  }

  /// What the application has otherwise than it was written.
  public record Finding(
      String kind,
      String type,
      String targetId,
      String sourceId,
      String name,
      String handling,
      String at,
      List<PlanLine.Difference> differences,
      int added,
      int removed) {}

  public record DriftView(
      Frame frame,
      String base,
      String here,
      String name,
      String kind,
      List<Finding> findings,
      String next) {}

  @Override
  public void addTo(Routes<Page> routes) {
    routes.on("GET", DRIFT, this::drift).on("POST", DRIFT, this::compare);
  }

  private Response drift(Visit visit) {
    var place = JobPlace.of(visit);
    var kind = visit.query("kind");
    var query =
        new Query()
            .add("limit", Integer.toString(PAGE))
            .add("kind", kind)
            .add("cursor", visit.query("cursor"));
    var json = visit.api().get(place.api() + "/drift" + query);
    return views.page(
        200,
        "application-drift",
        new DriftView(
            Frame.of(visit, "applications", place.job()),
            place.base(),
            place.here(),
            place.job(),
            kind,
            findings(json.path("findings")),
            json.path("nextCursor").asString("")));
  }

  static List<Finding> findings(JsonNode array) {
    var findings = new ArrayList<Finding>();
    for (var finding : array) {
      findings.add(
          new Finding(
              finding.path("kind").asString(),
              finding.path("objectType").asString(),
              finding.path("targetId").asString(),
              finding.path("sourceId").asString(""),
              finding.path("displayName").asString(""),
              finding.path("handling").asString(""),
              Times.moment(finding.path("foundAt").asString("")),
              PlanLine.of(finding).differences(),
              finding.path("membersAdded").size(),
              finding.path("membersRemoved").size()));
    }
    return findings;
  }

  private Response compare(Visit visit) {
    var place = JobPlace.of(visit);
    return Said.tell(
        place.here() + "/drift",
        () -> {
          var asked = visit.api().post(place.api() + "/drift?wait=30", ScimJson.object());
          return Said.done(
              asked.path("done").booleanValue()
                  ? "%s was compared with what was written to it.".formatted(place.job())
                  : "%s is being compared; look again in a while.".formatted(place.job()));
        });
  }
}
