package dev.muster.server.console;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Applications: the list, and the provisioning of one: its state, the cycle that runs, past ones.
public final class ApplicationPages implements Console.Group {
  private static final String APPLICATIONS = Console.PREFIX + "/t/{tenant}/applications";
  private static final String ONE = APPLICATIONS + "/{job}";
  private static final int CYCLES = 30;

  private static final Map<String, String> DONE =
      Map.of(
          "start", "Provisioning is on: changes reach the application within a second.",
          "pause", "Provisioning is paused; everything is remembered for when it goes on.",
          "cancel", "The cycle is cancelled; nothing more is sent.",
          "cycles", "A cycle runs.");

  private final Views views;

  ApplicationPages(Views views) {
    this.views = views;
  }

  public record ListView(Frame frame, String base, List<JobRow> jobs) {}

  /// How provisioning stands.
  ///
  /// @param connected whether anybody could get an account: everyone, or somebody is assigned
  public record OverviewView(
      Frame frame, String here, JobRow job, CyclePlot plot, boolean connected) {}

  @Override
  public void addTo(Routes<Page> routes) {
    routes
        .on("GET", APPLICATIONS, this::list)
        .on("GET", ONE, this::one)
        .on("POST", ONE + "/restart", this::restart);
    DONE.forEach(
        (action, text) -> routes.on("POST", ONE + "/" + action, visit -> act(visit, action, text)));
  }

  private Response list(Visit visit) {
    var place = JobPlace.of(visit);
    var jobs = new ArrayList<JobRow>();
    visit
        .api()
        .get(place.tenantApi() + "/jobs")
        .path("jobs")
        .forEach(job -> jobs.add(JobRow.of(job)));
    return views.page(
        200,
        "applications",
        new ListView(Frame.of(visit, "applications", "Applications"), place.base(), jobs));
  }

  private Response one(Visit visit) {
    var place = JobPlace.of(visit);
    var row = JobRow.of(visit.api().get(place.api() + "?cycles=" + CYCLES));
    return views.page(
        200,
        "application",
        new OverviewView(
            Frame.of(visit, "applications", row.name()),
            place.here(),
            row,
            CyclePlot.of(row.cycles()),
            !row.application() || GuidePages.hasPeople(visit, place)));
  }

  private Response act(Visit visit, String action, String text) {
    var place = JobPlace.of(visit);
    return Said.orBack(
        place.here(),
        () -> {
          visit.api().post(place.api() + "/" + action, ScimJson.object());
          return Said.done(text).at(place.here());
        });
  }

  /// Forgets what was ticked, and begins an initial cycle.
  private Response restart(Visit visit) {
    var place = JobPlace.of(visit);
    var body = ScimJson.object();
    var reset = body.putArray("reset");
    for (var scope : List.of("links", "escrows", "watermark", "quarantine")) {
      if (visit.form().isChecked(scope)) {
        reset.add(scope);
      }
    }
    return Said.orBack(
        place.here(),
        () -> {
          visit.api().post(place.api() + "/restart", body);
          return Said.done("An initial cycle begins.").at(place.here());
        });
  }
}
