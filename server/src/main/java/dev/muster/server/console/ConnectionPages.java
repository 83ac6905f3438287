package dev.muster.server.console;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// How an application is reached: changed, and tested.
public final class ConnectionPages implements Console.Group {
  private static final String CONNECTION =
      Console.PREFIX + "/t/{tenant}/applications/{job}/connection";

  private final Views views;

  ConnectionPages(Views views) {
    this.views = views;
  }

  /// The connection.
  ///
  /// @param limits each rate limit in words
  /// @param attributes how many attributes of the application are known
  public record ConnectionView(
      Frame frame,
      String here,
      String name,
      ConnectionForm connection,
      List<String> limits,
      int attributes,
      Optional<ConnectionReport> report) {}

  @Override
  public void addTo(Routes<Page> routes) {
    routes
        .on("GET", CONNECTION, visit -> show(visit, 200, "", Optional.empty()))
        .on("POST", CONNECTION, this::change)
        .on("POST", CONNECTION + "/test", this::test)
        .on("POST", CONNECTION + "/discover", this::discover);
  }

  private Response show(
      Visit visit, int status, String problem, Optional<ConnectionReport> report) {
    var place = JobPlace.of(visit);
    var kept = visit.api().get(place.api() + "/connection");
    var frame = Frame.of(visit, "applications", place.job());
    var limits = new ArrayList<String>();
    kept.path("rateLimits").forEach(limit -> limits.add(limit(limit)));
    return views.page(
        status,
        "application-connection",
        new ConnectionView(
            problem.isEmpty() ? frame : frame.saying(Said.failed(problem)),
            place.here(),
            place.job(),
            problem.isEmpty() ? ConnectionForm.of(kept) : ConnectionForm.typed(visit.form(), false),
            limits,
            visit.api().get(place.api() + "/target-attributes").path("attributes").size(),
            report));
  }

  private static String limit(JsonNode limit) {
    var which = String.join(", ", JobRow.texts(limit.path("methods")));
    return "%s requests %sin %s, %s at once"
        .formatted(
            limit.path("requests").asString(),
            which.isEmpty() ? "" : "(%s) ".formatted(which),
            limit.path("per").asString("PT1S").substring(2).toLowerCase(Locale.ROOT),
            limit.path("burst").asString("1"));
  }

  private Response change(Visit visit) {
    var place = JobPlace.of(visit);
    try {
      // The template would bring its own rate limits along.
      var changes = ConnectionForm.json(visit.form());
      changes.remove("template");
      visit.api().patch(place.api() + "/connection", changes);
      return test(visit);
    } catch (HttpException e) {
      return show(visit, e.status(), e.detail(), Optional.empty());
    }
  }

  private Response test(Visit visit) {
    var place = JobPlace.of(visit);
    return Said.orBack(
        place.here() + "/connection",
        () -> {
          var report =
              ConnectionReport.of(visit.api().post(place.api() + "/test", ScimJson.object()));
          return show(visit, 200, "", Optional.of(report));
        });
  }

  private Response discover(Visit visit) {
    var place = JobPlace.of(visit);
    return Said.orBack(
        place.here() + "/connection",
        () -> {
          var found =
              visit.api().post(place.api() + "/target-attributes/discover", ScimJson.object());
          var notes = String.join(" ", JobRow.texts(found.path("notes")));
          return Said.done(
                  "%d attributes are known now. %s"
                      .formatted(found.path("attributes").size(), notes))
              .at(place.here() + "/connection");
        });
  }
}
