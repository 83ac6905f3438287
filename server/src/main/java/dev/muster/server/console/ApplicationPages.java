package dev.muster.server.console;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.console.Api.ApiProblem;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Applications: connect one, say who is in it, start it, watch it.
public final class ApplicationPages implements Console.Group {
  private static final String APPLICATIONS = Console.PREFIX + "/t/{tenant}/applications";
  private static final String ONE = APPLICATIONS + "/{job}";

  private static final Map<String, String> DONE =
      Map.of(
          "start", "Provisioning is on: changes reach the application within a second.",
          "pause", "Provisioning is paused; everything is remembered for when it goes on.",
          "cancel", "The cycle is cancelled; nothing more is sent.",
          "cycles", "A cycle runs.",
          "plan/approve", "The plan is approved and being carried out.",
          "plan/reject", "The plan is rejected; nothing of it was sent.");

  private final Views views;

  ApplicationPages(Views views) {
    this.views = views;
  }

  public record ListView(Frame frame, String base, List<JobRow> jobs) {}

  /// The form of a new application.
  ///
  /// @param report what the connection test found; empty before it
  public record NewView(
      Frame frame,
      String base,
      String name,
      String url,
      String rate,
      boolean all,
      Optional<Report> report) {}

  /// What a connection test found.
  public record Report(boolean passed, List<Check> checks) {}

  public record Check(String name, String outcome, String detail) {}

  public record OverviewView(
      Frame frame, String base, JobRow job, Optional<PlanView> plan, Optional<Report> report) {}

  /// A plan that waits for approval.
  public record PlanView(long number, String expires, List<Action> actions, String words) {}

  /// A step of a plan.
  public record Action(String action, String type, String name, String state) {}

  /// The log of an application.
  public record LogView(
      Frame frame, String base, String name, List<Entry> entries, String before) {}

  public record Entry(
      String changeId,
      String at,
      String action,
      String result,
      String name,
      List<String> modified,
      String error) {}

  /// A line of the attribute mapping.
  public record Mapping(
      String type, String target, String expression, String matching, String apply) {}

  public record MappingsView(Frame frame, String base, String name, List<Mapping> rows) {}

  public record AssignView(Frame frame, String base, String name) {}

  @Override
  public void addTo(Routes<Page> routes) {
    routes
        .on("GET", APPLICATIONS, this::list)
        .on("GET", APPLICATIONS + "/new", visit -> form(visit, 200, "", Optional.empty()))
        .on("POST", APPLICATIONS + "/new", this::create)
        .on("GET", ONE, visit -> one(visit, Optional.empty()))
        .on("POST", ONE + "/test", this::test)
        .on("GET", ONE + "/people", this::people)
        .on("POST", ONE + "/people", this::assign)
        .on("GET", ONE + "/mappings", this::mappings)
        .on("GET", ONE + "/log", this::log);
    DONE.forEach(
        (action, text) -> routes.on("POST", ONE + "/" + action, visit -> act(visit, action, text)));
  }

  private Response list(Visit visit) {
    var jobs = new ArrayList<JobRow>();
    visit.api().get(tenant(visit) + "/jobs").path("jobs").forEach(job -> jobs.add(JobRow.of(job)));
    return views.page(
        200,
        "applications",
        new ListView(Frame.of(visit, "applications", "Applications"), base(visit), jobs));
  }

  private Response form(Visit visit, int status, String problem, Optional<Report> report) {
    var frame = Frame.of(visit, "applications", "Connect an application");
    var form = visit.form();
    return views.page(
        status,
        "application-new",
        new NewView(
            problem.isEmpty() ? frame : frame.saying(Said.failed(problem)),
            base(visit),
            form.text("name"),
            form.text("url"),
            form.text("rate").isEmpty() ? "25" : form.text("rate"),
            form.isChecked("all"),
            report));
  }

  /// Nothing is made before the connection test has passed: the secret is right, and it is SCIM.
  private Response create(Visit visit) {
    var form = visit.form();
    try {
      var connection =
          ScimJson.object()
              .put("tenantUrl", form.text("url"))
              .put("secretToken", form.secret("token"))
              .put("requestsPerSecond", Numbers.parse("requests a second", form.text("rate")));
      var report =
          report(visit.api().post(tenant(visit) + "/connection-tests", connection.deepCopy()));
      if (!report.passed()) {
        return form(
            visit, 422, "The application cannot be reached as it should.", Optional.of(report));
      }
      connection.put("name", form.text("name")).put("allUsers", form.isChecked("all"));
      visit.api().post(tenant(visit) + "/applications", connection);
      var next = base(visit) + "/applications/" + Api.encoded(form.text("name"));
      return Said.done("The application is connected. Say who is in it, then start provisioning.")
          .at(form.isChecked("all") ? next : next + "/people");
    } catch (ApiProblem e) {
      return form(visit, e.status(), e.detail(), Optional.empty());
    }
  }

  private Response one(Visit visit, Optional<Report> report) {
    var row = JobRow.of(visit.api().get(job(visit)));
    return views.page(
        200,
        "application",
        new OverviewView(
            Frame.of(visit, "applications", row.name()),
            here(visit),
            row,
            plan(visit, row),
            report));
  }

  private static Optional<PlanView> plan(Visit visit, JobRow row) {
    if (row.cycles().isEmpty() || !row.cycles().getFirst().state().equals("parked")) {
      return Optional.empty();
    }
    var plan = visit.api().get(job(visit) + "/plan?limit=100");
    var actions = new ArrayList<Action>();
    plan.path("actions")
        .forEach(action ->
            actions.add(
                new Action(
                    action.path("action").asString(),
                    action.path("objectType").asString(),
                    action.path("displayName").asString(""),
                    action.path("state").asString())));
    return Optional.of(
        new PlanView(
            plan.path("number").asLong(),
            Times.moment(plan.path("expires").asString("")),
            actions,
            row.cycles().getFirst().planned().words()));
  }

  private Response test(Visit visit) {
    var report = report(visit.api().post(job(visit) + "/test", ScimJson.object()));
    return one(visit, Optional.of(report));
  }

  private Response act(Visit visit, String action, String text) {
    try {
      visit.api().post(job(visit) + "/" + action, ScimJson.object());
      return Said.done(text).at(here(visit));
    } catch (ApiProblem e) {
      return Said.failed(e.detail()).at(here(visit));
    }
  }

  private Response people(Visit visit) {
    var name = visit.parameter("job");
    visit.api().get(job(visit));
    return views.page(
        200,
        "application-people",
        new AssignView(Frame.of(visit, "applications", name), here(visit), name));
  }

  private Response assign(Visit visit) {
    var form = visit.form();
    var body = ScimJson.object();
    var removing = form.text("what").equals("remove");
    lines(body, removing ? "removeUsers" : "addUsers", form.lines("users"));
    lines(body, removing ? "removeGroups" : "addGroups", form.lines("groups"));
    try {
      var now = visit.api().post(job(visit) + "/assignments", body);
      return Said.done(
              "%,d people and %,d groups are assigned now."
                  .formatted(now.path("users").asLong(), now.path("groups").asLong()))
          .at(here(visit) + "/people");
    } catch (ApiProblem e) {
      return Said.failed(e.detail()).at(here(visit) + "/people");
    }
  }

  private static void lines(ObjectNode body, String field, List<String> lines) {
    if (!lines.isEmpty()) {
      lines.forEach(body.putArray(field)::add);
    }
  }

  private Response mappings(Visit visit) {
    var rows = new ArrayList<Mapping>();
    for (var type : visit.api().get(job(visit) + "/mappings").path("mappings")) {
      for (var attribute : type.path("attributes")) {
        var priority = attribute.path("matchingPriority").asInt(0);
        rows.add(
            new Mapping(
                type.path("objectType").asString(),
                attribute.path("target").asString(),
                attribute.path("expression").asString(),
                priority > 0 ? Integer.toString(priority) : "",
                attribute.path("apply").asString("").equals("ON_CREATE")
                    ? "only on create"
                    : "always"));
      }
    }
    var name = visit.parameter("job");
    return views.page(
        200,
        "application-mappings",
        new MappingsView(Frame.of(visit, "applications", name), here(visit), name, rows));
  }

  private Response log(Visit visit) {
    var query = new StringBuilder("?limit=50");
    visit.findQuery("before").ifPresent(id -> query.append("&before=").append(Api.encoded(id)));
    var entries = new ArrayList<Entry>();
    visit
        .api()
        .get(job(visit) + "/log" + query)
        .path("entries")
        .forEach(entry -> entries.add(entry(entry)));
    var name = visit.parameter("job");
    return views.page(
        200,
        "application-log",
        new LogView(
            Frame.of(visit, "applications", name),
            here(visit),
            name,
            entries,
            entries.size() < 50 ? "" : entries.getLast().changeId()));
  }

  private static Entry entry(JsonNode json) {
    var modified = new ArrayList<String>();
    json.path("modifiedProperties")
        .forEach(property ->
            modified.add(
                "%s: %s → %s"
                    .formatted(
                        property.path("name").asString(),
                        text(property.path("oldValue")),
                        text(property.path("newValue")))));
    var error = json.path("error");
    return new Entry(
        json.path("changeId").asString(),
        Times.moment(json.path("at").asString()),
        json.path("action").asString(),
        json.path("result").asString(),
        json.path("displayName").asString(""),
        modified,
        error.isObject()
            ? "%s: %s %s"
                .formatted(
                    error.path("code").asString(),
                    error.path("reason").asString(),
                    error.path("recommendedAction").asString(""))
            : "");
  }

  private static String text(JsonNode value) {
    return value.isMissingNode() || value.isNull() ? "–" : value.asString(value.toString());
  }

  private static Report report(JsonNode json) {
    var checks = new ArrayList<Check>();
    json.path("checks")
        .forEach(check ->
            checks.add(
                new Check(
                    check.path("name").asString(),
                    check.path("outcome").asString(),
                    check.path("detail").asString())));
    return new Report(json.path("passed").booleanValue(), checks);
  }

  private static String tenant(Visit visit) {
    return "/tenants/" + Api.encoded(visit.parameter("tenant"));
  }

  private static String job(Visit visit) {
    return tenant(visit) + "/jobs/" + Api.encoded(visit.parameter("job"));
  }

  private static String base(Visit visit) {
    return Console.PREFIX + "/t/" + Api.encoded(visit.parameter("tenant"));
  }

  private static String here(Visit visit) {
    return base(visit) + "/applications/" + Api.encoded(visit.parameter("job"));
  }
}
