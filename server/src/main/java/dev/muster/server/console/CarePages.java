package dev.muster.server.console;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.console.Api.ApiProblem;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What an operator looks after: failures, links between people and accounts, accounts that a first
/// run would take over, and what people changed in the application by hand.
public final class CarePages implements Console.Group {
  private static final String JOB = Console.PREFIX + "/t/{tenant}/applications/{job}";
  private static final int PAGE = 100;

  private final Views views;

  CarePages(Views views) {
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
      List<Failure> collisions,
      List<Finding> nobodys) {}

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
      Frame frame, String base, String here, String name, String kind, List<Finding> findings) {}

  @Override
  public void addTo(Routes<Page> routes) {
    routes
        .on("GET", JOB + "/failures", this::failures)
        .on("POST", JOB + "/failures/retry", this::retry)
        .on("GET", JOB + "/links", this::links)
        .on("POST", JOB + "/links", this::link)
        .on("POST", JOB + "/links/remove", this::unlink)
        .on("GET", JOB + "/joins", this::joins)
        .on("POST", JOB + "/joins", this::decide)
        .on("GET", JOB + "/drift", this::drift)
        .on("POST", JOB + "/drift", this::compare);
  }

  private Response failures(Visit visit) {
    var place = JobPlace.of(visit);
    var givenUp = visit.findQuery("givenUp").isPresent();
    var json =
        visit
            .api()
            .get(
                "%s/failures?limit=%d%s%s"
                    .formatted(place.api(), PAGE, givenUp ? "&givenUp=true" : "", after(visit)));
    var failures = failures(json.path("failures"));
    return views.page(
        200,
        "application-failures",
        new FailuresView(
            frame(visit),
            place.base(),
            place.here(),
            JobRow.of(visit.api().get(place.api())),
            givenUp,
            failures,
            failures.size() < PAGE
                ? ""
                : failures.getLast().type() + "/" + failures.getLast().id()));
  }

  private static String after(Visit visit) {
    return visit.findQuery("after").map(id -> "&after=" + Api.encoded(id)).orElse("");
  }

  private static Frame frame(Visit visit) {
    return Frame.of(visit, "applications", visit.parameter("job"));
  }

  private static List<Failure> failures(JsonNode array) {
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
    return done(
        visit,
        "/failures",
        place -> {
          var retried = visit.api().post(place.api() + "/failures/retry", body);
          return "%,d are tried again now.".formatted(retried.path("retried").asLong());
        });
  }

  /// Work that is told in words, or refused in the API's.
  private interface Deed {
    String in(JobPlace place);
  }

  private static Response done(Visit visit, String page, Deed deed) {
    var place = JobPlace.of(visit);
    try {
      return Said.done(deed.in(place)).at(place.here() + page);
    } catch (ApiProblem e) {
      return Said.failed(e.detail()).at(place.here() + page);
    }
  }

  private Response links(Visit visit) {
    var place = JobPlace.of(visit);
    var type = visit.findQuery("type").orElse("User");
    var target = visit.query("target").strip();
    var entry = visit.query("entry").strip();
    var links = new ArrayList<Link>();
    if (entry.isEmpty()) {
      var which = target.isEmpty() ? after(visit) : "&targetId=" + Api.encoded(target);
      visit
          .api()
          .get("%s/links?limit=%d&type=%s%s".formatted(place.api(), PAGE, Api.encoded(type), which))
          .path("links")
          .forEach(link -> links.add(link(link)));
    } else {
      findLink(visit, place, type, entry).ifPresent(links::add);
    }
    return views.page(
        200,
        "application-links",
        new LinksView(
            frame(visit),
            place.base(),
            place.here(),
            place.job(),
            type,
            entry.isEmpty() ? target : entry,
            links,
            links.size() < PAGE ? "" : links.getLast().sourceId()));
  }

  private static Optional<Link> findLink(Visit visit, JobPlace place, String type, String entry) {
    try {
      var path = "%s/links/%s/%s".formatted(place.api(), Api.encoded(type), Api.encoded(entry));
      return Optional.of(link(visit.api().get(path)));
    } catch (ApiProblem e) {
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
    return done(
        visit,
        "/links",
        place -> {
          visit.api().put(linkPath(visit, place), ScimJson.object().put("targetId", target));
          return "Linked to %s; what differs is written by the next cycle.".formatted(target);
        });
  }

  private Response unlink(Visit visit) {
    return done(
        visit,
        "/links",
        place -> {
          visit.api().delete(linkPath(visit, place));
          return "The link is deleted; the next cycle matches anew.";
        });
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
            frame(visit),
            place.base(),
            place.here(),
            place.job(),
            waits,
            joins,
            failures(json.path("collisions")),
            findings(json.path("onlyInTarget"))));
  }

  /// What is not ticked is not taken over, for good.
  private Response decide(Visit visit) {
    var body = ScimJson.object();
    var approve = body.putArray("approve");
    visit.form().fields().all("join").forEach(text -> approve.add(Numbers.parse("join", text)));
    return done(
        visit,
        "/plan",
        place -> {
          var skipped = visit.api().post(place.api() + "/joins", body).path("skipped").asLong();
          return "%,d accounts are not taken over. Approve the plan to go on.".formatted(skipped);
        });
  }

  private Response drift(Visit visit) {
    var place = JobPlace.of(visit);
    var kind = visit.query("kind");
    var json =
        visit
            .api()
            .get(
                "%s/drift?limit=%d%s"
                    .formatted(
                        place.api(), PAGE * 5, kind.isEmpty() ? "" : "&kind=" + Api.encoded(kind)));
    return views.page(
        200,
        "application-drift",
        new DriftView(
            frame(visit),
            place.base(),
            place.here(),
            place.job(),
            kind,
            findings(json.path("findings"))));
  }

  private static List<Finding> findings(JsonNode array) {
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
    return done(
        visit,
        "/drift",
        place -> {
          ObjectNode nothing = ScimJson.object();
          var asked = visit.api().post(place.api() + "/drift?wait=30", nothing);
          return asked.path("done").booleanValue()
              ? "%s was compared with what was written to it.".formatted(place.job())
              : "%s is being compared; look again in a while.".formatted(place.job());
        });
  }
}
