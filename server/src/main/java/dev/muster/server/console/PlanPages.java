package dev.muster.server.console;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Plans: what would change now, the one that waits for approval, and what became of past ones.
public final class PlanPages implements Console.Group {
  private static final String JOB = Console.PREFIX + "/t/{tenant}/applications/{job}";
  private static final int PAGE = 200;
  private static final int COUNTED = 1_000;

  private final Views views;

  PlanPages(Views views) {
    this.views = views;
  }

  /// A plan.
  ///
  /// @param state `parked` if it waits, `preview` if it was only made to be looked at
  /// @param intent what carrying it out means, in words
  /// @param next where more are; empty text if these are all
  public record PlanView(
      Frame frame,
      String base,
      String here,
      String name,
      long number,
      String state,
      String began,
      String expires,
      String intent,
      String performed,
      List<String> notes,
      List<PlanLine> lines,
      Filters filters,
      String next) {}

  public record Filters(String action, String type, String status, String text) {}

  /// There is no plan that waits.
  public record NoPlanView(Frame frame, String here, String name) {}

  @Override
  public void addTo(Routes<Page> routes) {
    routes
        .on("GET", JOB + "/plan", this::waiting)
        .on("POST", JOB + "/plan/preview", this::preview)
        .on(
            "POST",
            JOB + "/plan/approve",
            visit -> decide(visit, "approve", "The plan is approved and being carried out."))
        .on(
            "POST",
            JOB + "/plan/reject",
            visit -> decide(visit, "reject", "The plan is rejected; nothing of it was sent."))
        .on("GET", JOB + "/plans/{number}", this::byNumber)
        .on("POST", JOB + "/plans/{number}/undo", this::undo);
  }

  private Response waiting(Visit visit) {
    var place = JobPlace.of(visit);
    if (visit.api().get(place.api()).path("planWaits").booleanValue()) {
      return show(visit, place.api() + "/plan", "/plan");
    }
    return views.page(
        200,
        "application-no-plan",
        new NoPlanView(Frame.of(visit, "applications", place.job()), place.here(), place.job()));
  }

  private Response byNumber(Visit visit) {
    var number = Api.encoded(visit.parameter("number"));
    return show(visit, JobPlace.of(visit).api() + "/plans/" + number, "/plans/" + number);
  }

  private Response show(Visit visit, String path, String page) {
    var place = JobPlace.of(visit);
    var query = new StringJoiner("&").add("limit=" + PAGE);
    for (var name : List.of("action", "type", "status", "text", "cursor")) {
      visit.findQuery(name).ifPresent(value -> query.add(name + "=" + Api.encoded(value)));
    }
    var plan = visit.api().get(path + "?" + query);
    var lines = PlanLine.all(plan.path("actions"));
    return views.page(
        200,
        "application-plan",
        new PlanView(
            Frame.of(visit, "applications", place.job()),
            place.base(),
            place.here(),
            place.job(),
            plan.path("number").asLong(),
            plan.path("state").asString(),
            Times.moment(plan.path("began").asString("")),
            Times.moment(plan.path("expires").asString("")),
            intent(visit, path, plan),
            JobRow.Counts.of(plan.path("performed")).words(),
            JobRow.texts(plan.path("notes")),
            lines,
            new Filters(
                visit.query("action"),
                visit.query("type"),
                visit.query("status"),
                visit.query("text")),
            plan.path("nextCursor")
                .asStringOpt()
                .map(cursor -> next(visit, page, cursor))
                .orElse("")));
  }

  private static String next(Visit visit, String page, String cursor) {
    var query = new StringJoiner("&");
    for (var name : List.of("action", "type", "status", "text")) {
      visit.findQuery(name).ifPresent(value -> query.add(name + "=" + Api.encoded(value)));
    }
    return JobPlace.of(visit).here() + page + "?" + query.add("cursor=" + cursor);
  }

  /// Told by kind of object if there are few enough to count them.
  private static String intent(Visit visit, String path, JsonNode plan) {
    var first = visit.api().get(path + "?limit=" + COUNTED);
    return first.has("nextCursor")
        ? JobRow.Counts.of(plan.path("planned")).intent()
        : PlanLine.words(PlanLine.all(first.path("actions")));
  }

  private Response decide(Visit visit, String decision, String text) {
    var place = JobPlace.of(visit);
    return Said.orBack(
        place.here() + "/plan",
        () -> {
          visit.api().post(place.api() + "/plan/" + decision, ScimJson.object());
          return Said.done(text).at(place.here());
        });
  }

  private Response preview(Visit visit) {
    var settings = ScimJson.object();
    settings.putObject("settings");
    return preview(visit, settings, "/plan");
  }

  /// Plans by settings that need not be saved, and leads to what came of it.
  static Response preview(Visit visit, ObjectNode body, String back) {
    var place = JobPlace.of(visit);
    return Said.orBack(
        place.here() + back,
        () -> {
          var asked = visit.api().post(place.api() + "/previews?wait=60", body);
          return Optional.of(asked.path("cycle").path("number").asLong(0))
              .filter(number -> number > 0)
              .map(number ->
                  Said.done("This is what would change; nothing was sent.")
                      .at("%s/plans/%d".formatted(place.here(), number)))
              .orElseGet(() ->
                  Said.failed(
                          "The directory is large: the plan is not made yet. Look again in a minute.")
                      .at(place.here() + back));
        });
  }

  private Response undo(Visit visit) {
    var place = JobPlace.of(visit);
    var number = Api.encoded(visit.parameter("number"));
    return Said.orBack(
        place.here() + "/plans/" + number,
        () -> {
          visit.api().post("%s/plans/%s/undo".formatted(place.api(), number), ScimJson.object());
          return Said.done(
                  "Provisioning is paused, and what cycle %s did is being taken back."
                      .formatted(number))
              .at(place.here());
        });
  }
}
