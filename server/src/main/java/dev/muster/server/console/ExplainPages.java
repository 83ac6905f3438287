package dev.muster.server.console;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Explain this person: why somebody, or a group, has the accounts that there are, from the source
/// to each application; and provisioning on demand from there.
public final class ExplainPages implements Console.Group {
  private static final String TENANT = Console.PREFIX + "/t/{tenant}";

  private final Views views;

  ExplainPages(Views views) {
    this.views = views;
  }

  /// All there is to say.
  ///
  /// @param place `people` or `groups`
  /// @param words the whole of it in sentences, to be copied into a ticket
  public record ExplainView(
      Frame frame,
      String base,
      String place,
      String id,
      String name,
      boolean inDirectory,
      boolean active,
      String changed,
      List<ApplicationView> applications,
      List<Moment> timeline,
      String words,
      boolean planned) {}

  /// What one application makes of it.
  ///
  /// @param problem why nothing can be said; empty otherwise
  /// @param account the id of the account; empty if there is none
  /// @param departure why and since when the account is disabled
  public record ApplicationView(
      String name,
      String href,
      String status,
      String problem,
      String quarantine,
      ScopingPages.Verdict scope,
      List<MappedValue> values,
      String account,
      boolean disabled,
      String departure,
      String failure,
      List<PlanLine> wouldChange,
      String notes,
      boolean planned) {

    /// In one word, for the head of its card.
    public String state() {
      if (!problem.isEmpty()) {
        return "unknown";
      }
      if (!failure.isEmpty()) {
        return "failure";
      }
      if (account.isEmpty()) {
        return "no account";
      }
      return disabled ? "disabled" : "active";
    }
  }

  /// A line of the mapping and what it gives.
  public record MappedValue(
      String target, String expression, String value, String fallback, String problem) {}

  /// Something that happened.
  ///
  /// @param href where more of it is told
  public record Moment(String at, String what, String result, String where, String href) {}

  /// What provisioning on demand came to, step by step.
  public record OnDemandView(
      Frame frame,
      String base,
      String back,
      String application,
      String name,
      String result,
      boolean dryRun,
      List<LogPages.Step> steps,
      List<PlanLine.Difference> modified,
      String problem,
      String logHref) {}

  @Override
  public void addTo(Routes<Page> routes) {
    for (var place : List.of("people", "groups")) {
      var page = "%s/%s/{id}/explain".formatted(TENANT, place);
      routes
          .on("GET", page, visit -> explain(visit, place))
          .on("POST", page, visit -> provision(visit, place));
    }
  }

  private Response explain(Visit visit, String place) {
    var planned = visit.findQuery("plan").isPresent();
    var json =
        visit
            .api()
            .get(
                "%s/explain?%s=%s&plan=%s"
                    .formatted(
                        JobPlace.of(visit).tenantApi(),
                        parameter(place),
                        Api.encoded(visit.parameter("id")),
                        planned));
    var base = JobPlace.of(visit).base();
    var applications = new ArrayList<ApplicationView>();
    for (var application : json.path("applications")) {
      applications.add(application(base, application));
    }
    var known = json.has("id");
    var name = known ? json.path("displayName").asString("") : visit.parameter("id");
    var id = known ? json.path("id").asString() : visit.parameter("id");
    return views.page(
        200,
        "explain",
        new ExplainView(
            Frame.of(visit, place, "Explain " + (name.isEmpty() ? id : name)),
            base,
            place,
            id,
            name.isEmpty() ? id : name,
            known,
            json.path("resource").path("active").asBoolean(true),
            Times.moment(json.path("lastModified").asString("")),
            applications,
            timeline(visit, place, id, base, json),
            String.join("\n", JobRow.texts(json.path("words"))),
            planned));
  }

  private static String parameter(String place) {
    return place.equals("groups") ? "group" : "user";
  }

  private static ApplicationView application(String base, JsonNode json) {
    var name = json.path("application").asString();
    var link = json.path("link");
    var would = json.path("wouldChange");
    return new ApplicationView(
        name,
        base + "/applications/" + Api.encoded(name),
        json.path("job").path("status").asString(""),
        json.path("problem").asString(would.path("problem").asString("")),
        json.path("job").path("quarantine").path("detail").asString(""),
        ScopingPages.verdict("", json.path("scope")),
        values(json.path("attributes")),
        link.path("targetId").asString(""),
        link.path("disabled").booleanValue(false),
        departure(link.path("departure")),
        failure(json.path("failure")),
        PlanLine.all(would.path("actions")),
        String.join(" ", JobRow.texts(would.path("notes"))),
        would.isObject());
  }

  private static List<MappedValue> values(JsonNode attributes) {
    var values = new ArrayList<MappedValue>();
    attributes.forEach(attribute ->
        values.add(
            new MappedValue(
                attribute.path("target").asString(),
                attribute.path("expression").asString(""),
                Values.text(attribute.path("value")),
                Values.text(attribute.path("default")),
                attribute.path("problem").asString(""))));
    return values;
  }

  private static String departure(JsonNode departure) {
    var why =
        switch (departure.path("event").asString("")) {
          case "outOfScope" -> "fell out of scope";
          case "missing" -> "left the directory";
          case "disabled" -> "was made inactive in the directory";
          default -> departure.path("event").asString("");
        };
    return why.isEmpty()
        ? ""
        : "disabled since %s: %s"
            .formatted(Times.moment(departure.path("since").asString("")), why);
  }

  private static String failure(JsonNode failure) {
    return failure.isObject()
        ? "%s, %s attempts: %s %s"
            .formatted(
                failure.path("errorCode").asString(),
                failure.path("attempts").asString(),
                failure.path("detail").asString(),
                failure.has("nextAttempt")
                    ? "Tried again %s UTC."
                        .formatted(Times.moment(failure.path("nextAttempt").asString()))
                    : "Given up.")
        : "";
  }

  /// What the directory knows of it and what each application did, the newest first.
  private static List<Moment> timeline(
      Visit visit, String place, String id, String base, JsonNode json) {
    var moments = new ArrayList<Moment>();
    for (var application : json.path("applications")) {
      var name = application.path("application").asString();
      for (var kept : application.path("log")) {
        var entry = LogPages.entry(kept);
        var why = entry.error().map(error -> ": " + error.reason()).orElse("");
        moments.add(
            new Moment(
                entry.at(),
                entry.action() + why,
                entry.result(),
                name,
                "%s/applications/%s/log/%s"
                    .formatted(base, Api.encoded(name), Api.encoded(entry.changeId()))));
      }
    }
    if (json.has("id")) {
      var type = place.equals("groups") ? "Group" : "User";
      for (var version : history(visit, type, id)) {
        var names = new ArrayList<String>();
        version.path("attributes").forEach(one -> names.add(one.path("name").asString()));
        moments.add(
            new Moment(
                Times.moment(version.path("at").asString("")),
                version.path("change").asString() + " " + String.join(", ", names),
                "",
                "directory",
                "%s/%s/%s".formatted(base, place, Api.encoded(id))));
      }
    }
    moments.sort(Comparator.comparing(Moment::at).reversed());
    return moments;
  }

  private static JsonNode history(Visit visit, String type, String id) {
    return visit
        .api()
        .get(
            "%s/resources/%s/%s/history?limit=20"
                .formatted(JobPlace.of(visit).tenantApi(), type, Api.encoded(id)))
        .path("versions");
  }

  private Response provision(Visit visit, String place) {
    var form = visit.form();
    var job = new JobPlace(visit.parameter("tenant"), form.text("application"));
    var dryRun = form.text("what").equals("try");
    var body = ScimJson.object().put(parameter(place), visit.parameter("id")).put("dryRun", dryRun);
    if (place.equals("groups") && form.isChecked("members")) {
      body.put("allMembers", true);
    }
    var back = "%s/%s/%s/explain".formatted(job.base(), place, Api.encoded(visit.parameter("id")));
    return Said.orBack(
        back,
        () -> {
          var made = visit.api().post(job.api() + "/provision", body);
          return views.page(200, "on-demand", onDemand(visit, place, job, back, made));
        });
  }

  private static OnDemandView onDemand(
      Visit visit, String place, JobPlace job, String back, JsonNode made) {
    var steps = new ArrayList<LogPages.Step>();
    made.path("steps").forEach(step -> steps.add(LogPages.step(step)));
    var name = made.path("displayName").asString(visit.parameter("id"));
    var dryRun = made.path("dryRun").booleanValue(false);
    var modified =
        dryRun
            ? PlanLine.all(made.path("actions")).stream()
                .flatMap(line -> line.differences().stream())
                .toList()
            : LogPages.entry(made).modified();
    var problem =
        Optional.of(made.path("error"))
            .filter(JsonNode::isObject)
            .map(error ->
                "%s %s"
                    .formatted(
                        error.path("reason").asString(""),
                        error.path("recommendedAction").asString("")))
            .orElse("");
    var change = made.path("changeId").asString("");
    return new OnDemandView(
        Frame.of(
            visit,
            place,
            "%s in %s".formatted(dryRun ? "What would happen to " + name : name, job.job())),
        job.base(),
        back,
        job.job(),
        name,
        made.path("result").asString(dryRun ? "planned" : "success"),
        dryRun,
        steps,
        modified,
        problem,
        change.isEmpty() ? "" : "%s/log/%s".formatted(job.here(), Api.encoded(change)));
  }
}
