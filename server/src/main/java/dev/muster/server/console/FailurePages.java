package dev.muster.server.console;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// What failed at an application and is tried again, or was given up (Entra: escrows).
public final class FailurePages implements Console.Group {
  private static final String FAILURES = Console.PREFIX + "/t/{tenant}/applications/{job}/failures";
  private static final int PAGE = 100;

  private final Views views;

  FailurePages(Views views) {
    this.views = views;
  }

  /// An object that failed.
  public record Failure(
      String type,
      String id,
      String code,
      String detail,
      String attempts,
      String first,
      String next,
      boolean givenUp) {}

  public record FailuresView(
      Frame frame,
      String base,
      String here,
      JobRow job,
      boolean givenUp,
      List<Failure> failures,
      String next) {}

  @Override
  public void addTo(Routes<Page> routes) {
    routes.on("GET", FAILURES, this::failures).on("POST", FAILURES + "/retry", this::retry);
  }

  private Response failures(Visit visit) {
    var place = JobPlace.of(visit);
    var givenUp = visit.findQuery("givenUp").isPresent();
    var json =
        visit
            .api()
            .get(
                "%s/failures?limit=%d%s%s"
                    .formatted(place.api(), PAGE, givenUp ? "&givenUp=true" : "", visit.onward()));
    var failures = failures(json.path("failures"));
    return views.page(
        200,
        "application-failures",
        new FailuresView(
            Frame.of(visit, "applications", place.job()),
            place.base(),
            place.here(),
            JobRow.of(visit.api().get(place.api())),
            givenUp,
            failures,
            json.path("nextCursor").asString("")));
  }

  static List<Failure> failures(JsonNode array) {
    var failures = new ArrayList<Failure>();
    for (var failure : array) {
      failures.add(
          new Failure(
              failure.path("objectType").asString(),
              failure.path("sourceId").asString(),
              failure.path("errorCode").asString(),
              failure.path("detail").asString(""),
              failure.path("attempts").asString(""),
              Times.moment(failure.path("firstFailed").asString("")),
              Times.moment(failure.path("nextAttempt").asString("")),
              failure.path("givenUp").booleanValue()));
    }
    return failures;
  }

  private Response retry(Visit visit) {
    var body = ScimJson.object();
    if (visit.form().text("id").isEmpty()) {
      body.put("all", true);
    } else {
      body.putArray("sourceIds").add(visit.form().text("id"));
    }
    var place = JobPlace.of(visit);
    return Said.tell(
        place.here() + "/failures",
        () -> {
          var retried = visit.api().post(place.api() + "/failures/retry", body);
          return Said.done(retried.path("words").asString());
        });
  }
}
