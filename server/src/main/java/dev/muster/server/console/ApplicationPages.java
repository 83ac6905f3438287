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
  private final Streams streams;

  ApplicationPages(Views views, Streams streams) {
    this.views = views;
    this.streams = streams;
  }

  public record ListView(Frame frame, String base, List<JobRow> jobs) {}

  /// What changes while a cycle runs.
  public record Live(String here, JobRow job) {}

  /// How provisioning stands.
  ///
  /// @param connected whether anybody could get an account: everyone, or somebody is assigned
  public record OverviewView(
      Frame frame, String here, JobRow job, CyclePlot plot, boolean connected) {

    public Live live() {
      return new Live(here, job);
    }
  }

  @Override
  public void addTo(Routes<Page> routes) {
    routes
        .on("GET", APPLICATIONS, this::list)
        .on("GET", ONE, this::one)
        .on("GET", ONE + "/tail", this::tail)
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

  /// The cycle that runs, as server-sent events, for as long as the job's status stays what it is.
  private Response tail(Visit visit) {
    var place = JobPlace.of(visit);
    var status = job(visit, place).status();
    return streams.open(
        visit,
        new LiveCycle(streams.stopping(), () -> pieces(place, job(visit, place), status)),
        LiveCycle.LOOK);
  }

  private static JobRow job(Visit visit, JobPlace place) {
    return JobRow.of(visit.api().get(place.api() + "?cycles=1"));
  }

  private Map<String, String> pieces(JobPlace place, JobRow job, String status) {
    if (job.progress().isEmpty() || !job.status().equals(status)) {
      return Map.of();
    }
    var live = new Live(place.here(), job);
    return Map.of(
        "counts", views.piece("application-counts", live),
        "cycle", views.piece("cycle-progress", live));
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
