package dev.muster.server.console;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import java.util.ArrayList;
import java.util.List;

/// Accounts that a first run would take over, before it does.
public final class JoinPages implements Console.Group {
  private static final String JOINS = Console.PREFIX + "/t/{tenant}/applications/{job}/joins";

  private final Views views;

  JoinPages(Views views) {
    this.views = views;
  }

  /// An account that would be taken over.
  public record Join(
      String ordinal, String name, String sourceId, String targetId, String reason, String share) {}

  public record JoinsView(
      Frame frame,
      String base,
      String here,
      String name,
      boolean waits,
      List<Join> joins,
      List<FailurePages.Failure> collisions,
      List<DriftPages.Finding> nobodys) {}

  @Override
  public void addTo(Routes<Page> routes) {
    routes.on("GET", JOINS, this::joins).on("POST", JOINS, this::decide);
  }

  private Response joins(Visit visit) {
    var place = JobPlace.of(visit);
    var waits = visit.api().get(place.api()).path("planWaits").booleanValue();
    var json = waits ? visit.api().get(place.api() + "/joins?limit=1000") : ScimJson.object();
    var joins = new ArrayList<Join>();
    for (var join : json.path("joins")) {
      joins.add(
          new Join(
              join.path("ordinal").asString(""),
              join.path("displayName").asString(""),
              join.path("sourceId").asString(""),
              join.path("targetId").asString(""),
              join.path("reason").asString(""),
              join.path("confidence").asString("")));
    }
    return views.page(
        200,
        "application-joins",
        new JoinsView(
            Frame.of(visit, "applications", place.job()),
            place.base(),
            place.here(),
            place.job(),
            waits,
            joins,
            FailurePages.failures(json.path("collisions")),
            DriftPages.findings(json.path("onlyInTarget"))));
  }

  /// What is not ticked is not taken over, for good.
  private Response decide(Visit visit) {
    var body = ScimJson.object();
    var approve = body.putArray("approve");
    visit.form().fields().all("join").forEach(text -> approve.add(Numbers.parse("join", text)));
    var place = JobPlace.of(visit);
    return Said.tell(
        place.here() + "/plan",
        () -> {
          var skipped = visit.api().post(place.api() + "/joins", body).path("skipped").asLong();
          return Said.done(
              "%,d accounts are not taken over. Approve the plan to go on.".formatted(skipped));
        });
  }
}
