package dev.muster.server.console;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Accounts that a first run would take over, before it does.
public final class JoinPages implements Console.Group {
  private static final String JOINS = Console.PREFIX + "/t/{tenant}/applications/{job}/joins";

  private static final int PAGE = 200;

  private final Views views;

  JoinPages(Views views) {
    this.views = views;
  }

  /// An account that would be taken over.
  public record Join(
      String ordinal, String name, String sourceId, String targetId, String reason, String share) {}

  /// The report, or a further page of its joins.
  ///
  /// @param first whether it is the first page, which has what is to be known beside the joins
  /// @param next where more joins are; empty text if these are all
  public record JoinsView(
      Frame frame,
      String base,
      String here,
      String name,
      boolean waits,
      boolean first,
      List<Join> joins,
      String next,
      List<FailurePages.Failure> collisions,
      List<DriftPages.Finding> nobodys) {}

  @Override
  public void addTo(Routes<Page> routes) {
    routes.on("GET", JOINS, this::joins).on("POST", JOINS, this::decide);
  }

  private Response joins(Visit visit) {
    var place = JobPlace.of(visit);
    var waits = visit.api().get(place.api()).path("planWaits").booleanValue();
    var cursor = visit.query("cursor");
    var query = new Query().add("limit", Integer.toString(PAGE)).add("cursor", cursor);
    var json = waits ? visit.api().get(place.api() + "/joins" + query) : ScimJson.object();
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
            cursor.isEmpty(),
            joins,
            json.path("nextCursor").asString(""),
            FailurePages.failures(json.path("collisions")),
            DriftPages.findings(json.path("onlyInTarget"))));
  }

  /// What was listed and is not ticked is not taken over, for good. Further pages are decided on by
  /// themselves.
  private Response decide(Visit visit) {
    var body = ScimJson.object();
    var skip = body.putArray("skip");
    var fields = visit.form().fields();
    var ticked = Set.copyOf(fields.all("join"));
    fields.all("listed").stream()
        .filter(ordinal -> !ticked.contains(ordinal))
        .forEach(ordinal -> skip.add(Numbers.parse("listed", ordinal)));
    var place = JobPlace.of(visit);
    var next = visit.form().text("next");
    return Said.tell(
        place.here() + (next.isEmpty() ? "/plan" : "/joins" + new Query().add("cursor", next)),
        () -> {
          var skipped = visit.api().post(place.api() + "/joins", body).path("skipped").asLong();
          return Said.done(
              "%,d accounts are not taken over. %s"
                  .formatted(
                      skipped,
                      next.isEmpty() ? "Approve the plan to go on." : "These are the next ones."));
        });
  }
}
