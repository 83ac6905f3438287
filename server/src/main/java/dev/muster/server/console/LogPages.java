package dev.muster.server.console;

import dev.muster.server.http.HttpException;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/// The provisioning log of an application: searched, one change with its steps and requests,
/// exported.
public final class LogPages implements Console.Group {
  private static final String TENANT = Console.PREFIX + "/t/{tenant}";
  private static final String LOG = TENANT + "/applications/{job}/log";
  private static final int PAGE = 50;
  private static final List<String> FILTERS =
      List.of("text", "action", "status", "objectType", "errorCode", "from", "to", "cycle");

  private final Views views;

  LogPages(Views views) {
    this.views = views;
  }

  /// The log as it was searched.
  ///
  /// @param query what was searched for, for the links to older entries and to exports
  /// @param nextCursor where the older ones begin; empty if there are none
  public record LogView(
      Frame frame,
      String base,
      String here,
      Filters filters,
      String query,
      List<Entry> entries,
      String nextCursor,
      Optional<String> problem) {}

  /// What is searched for.
  public record Filters(String text, String action, String status, String errorCode, String from) {
    /// Whether anything is.
    public boolean any() {
      return !(text + action + status + errorCode + from).isEmpty();
    }
  }

  /// A change of one object.
  public record Entry(
      String changeId,
      String at,
      String action,
      String result,
      String type,
      String sourceId,
      String name,
      String cycle,
      String took,
      String initiatedBy,
      String targetId,
      List<PlanLine.Difference> modified,
      List<Step> steps,
      Optional<Failure> error) {}

  public record Step(String type, String result, String description) {}

  /// Why it did not work, and what to do.
  public record Failure(String code, String category, String reason, String action) {}

  public record Sent(String method, String target, String status, String took, String json) {}

  public record EntryView(
      Frame frame, String base, String here, Entry entry, List<Sent> requests, String json) {}

  @Override
  public void addTo(Routes<Page> routes) {
    routes
        .on("GET", LOG, this::log)
        .on("GET", LOG + "/export", this::export)
        .on("GET", LOG + "/{change}", this::one);
  }

  private static String query(Visit visit) {
    var query = new StringJoiner("&");
    for (var name : FILTERS) {
      visit
          .findQuery(name)
          .map(value -> name.equals("from") || name.equals("to") ? Times.instant(value) : value)
          .ifPresent(value -> query.add(name + "=" + Api.encoded(value)));
    }
    return query.toString();
  }

  private Response log(Visit visit) {
    var place = JobPlace.of(visit);
    var query = query(visit);
    try {
      var page =
          visit
              .api()
              .get(
                  "%s/log?limit=%d&%s%s"
                      .formatted(
                          place.api(),
                          PAGE,
                          query,
                          visit
                              .findQuery("cursor")
                              .map(id -> "&cursor=" + Api.encoded(id))
                              .orElse("")));
      var entries = new ArrayList<Entry>();
      page.path("entries").forEach(entry -> entries.add(entry(entry)));
      return page(visit, query, entries, page.path("nextCursor").asString(""), Optional.empty());
    } catch (HttpException e) {
      if (e.status() != 400) {
        throw e;
      }
      return page(visit, query, List.of(), "", Optional.of(e.detail()));
    }
  }

  private Response page(
      Visit visit, String query, List<Entry> entries, String nextCursor, Optional<String> problem) {
    var place = JobPlace.of(visit);
    return views.page(
        200,
        "application-log",
        new LogView(
            Frame.of(visit, "applications", place.job()),
            place.base(),
            place.here(),
            new Filters(
                visit.query("text"),
                visit.query("action"),
                visit.query("status"),
                visit.query("errorCode"),
                visit.query("from")),
            query,
            entries,
            nextCursor,
            problem));
  }

  private Response export(Visit visit) {
    var format = visit.findQuery("format").orElse("json");
    return visit.api().stream(
        "%s/log/export?format=%s&%s"
            .formatted(JobPlace.of(visit).api(), Api.encoded(format), query(visit)));
  }

  private Response one(Visit visit) {
    var place = JobPlace.of(visit);
    var json =
        visit.api().get(place.tenantApi() + "/log/" + Api.encoded(visit.parameter("change")));
    var entry = entry(json);
    var requests = new ArrayList<Sent>();
    for (var request : json.path("requests")) {
      requests.add(
          new Sent(
              request.path("method").asString(),
              request.path("target").asString(),
              request.path("status").asString(""),
              request.path("durationMillis").asString("") + " ms",
              Values.pretty(request)));
    }
    return views.page(
        200,
        "application-log-entry",
        new EntryView(
            Frame.of(visit, "applications", "%s: %s".formatted(entry.name(), entry.action())),
            place.base(),
            place.here(),
            entry,
            requests,
            Values.pretty(json)));
  }

  static Entry entry(JsonNode json) {
    var modified = new ArrayList<PlanLine.Difference>();
    json.path("modifiedProperties")
        .forEach(property ->
            modified.add(
                new PlanLine.Difference(
                    property.path("name").asString(),
                    Values.text(property.path("before")),
                    Values.text(property.path("after")))));
    var steps = new ArrayList<Step>();
    json.path("steps").forEach(step -> steps.add(step(step)));
    return new Entry(
        json.path("changeId").asString(),
        Times.moment(json.path("at").asString("")),
        json.path("action").asString(),
        json.path("result").asString(),
        json.path("objectType").asString(""),
        json.path("sourceId").asString(""),
        json.path("displayName").asString(json.path("sourceId").asString("")),
        json.path("cycle").asString(""),
        json.path("milliseconds").asString("0") + " ms",
        json.path("initiatedBy").asString(""),
        json.path("targetId").asString(""),
        modified,
        steps,
        failure(json.path("error")));
  }

  static Step step(JsonNode step) {
    return new Step(
        step.path("type").asString(),
        step.path("result").asString(),
        step.path("description").asString(""));
  }

  private static Optional<Failure> failure(JsonNode error) {
    return error.isObject()
        ? Optional.of(
            new Failure(
                error.path("code").asString(),
                error.path("category").asString(""),
                error.path("reason").asString(""),
                error.path("recommendedAction").asString("")))
        : Optional.empty();
  }
}
