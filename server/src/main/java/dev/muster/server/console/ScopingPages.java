package dev.muster.server.console;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Scoping filters: alternatives, each with clauses that all have to hold. Edited as one form,
/// tried on somebody, and previewed for everyone before they are saved.
public final class ScopingPages implements Console.Group {
  private static final String SCOPING = Console.PREFIX + "/t/{tenant}/applications/{job}/scoping";

  private final Views views;

  ScopingPages(Views views) {
    this.views = views;
  }

  /// An alternative.
  public record Filter(String title, List<Clause> clauses) {}

  /// A condition.
  ///
  /// @param values one a line
  public record Clause(String attribute, String operator, String values, boolean any) {}

  /// The filters of a type of object, as they are kept or as they were typed in.
  public record ScopingView(
      Frame frame,
      String here,
      String name,
      List<String> types,
      String type,
      List<Filter> filters,
      boolean saved,
      String person,
      Optional<Verdict> verdict) {}

  /// What the filters say of somebody.
  public record Verdict(
      String person, boolean inScope, String reason, List<Judged> filters, String problem) {}

  public record Judged(String title, boolean holds, List<JudgedClause> clauses) {}

  public record JudgedClause(String clause, boolean holds, String seen) {}

  @Override
  public void addTo(Routes<Page> routes) {
    routes.on("GET", SCOPING, this::kept).on("POST", SCOPING, this::typed);
  }

  private Response kept(Visit visit) {
    var body = Mappings.body(visit, JobPlace.of(visit));
    var type = visit.findQuery("type").orElse("User");
    var filters = new ArrayList<Filter>();
    for (var filter : Mappings.of(body, type).path("filters")) {
      var clauses = new ArrayList<Clause>();
      filter.path("clauses").forEach(clause -> clauses.add(clause(clause)));
      filters.add(new Filter(filter.path("title").asString(), clauses));
    }
    return show(visit, 200, "", type, filters, true, Optional.empty());
  }

  private static Clause clause(JsonNode json) {
    return new Clause(
        json.path("attribute").asString(""),
        json.path("operator").asString(""),
        String.join("\n", JobRow.texts(json.path("values"))),
        json.path("quantifier").asString("").equals("any"));
  }

  private Response show(
      Visit visit,
      int status,
      String problem,
      String type,
      List<Filter> filters,
      boolean saved,
      Optional<Verdict> verdict) {
    var place = JobPlace.of(visit);
    var frame = Frame.of(visit, "applications", place.job());
    return views.page(
        status,
        "application-scoping",
        new ScopingView(
            problem.isEmpty() ? frame : frame.saying(Said.failed(problem)),
            place.here(),
            place.job(),
            Mappings.types(Mappings.body(visit, place)),
            type,
            filters,
            saved,
            visit.form().text("person"),
            verdict));
  }

  /// One form with several buttons: what is done to the clauses on the page, then what is done with
  /// all of them.
  private Response typed(Visit visit) {
    var form = visit.form();
    var type = form.text("type").isEmpty() ? "User" : form.text("type");
    var filters = read(form);
    var what = form.text("do").split(":", -1);
    return switch (what[0]) {
      case "save" -> save(visit, type, filters);
      case "preview" -> PlanPages.preview(visit, proposed(visit, type, filters), "/scoping");
      case "try" ->
          show(visit, 200, "", type, filters, false, Optional.of(verdict(visit, type, filters)));
      default -> show(visit, 200, "", type, edited(filters, what), false, Optional.empty());
    };
  }

  private static List<Filter> read(Form form) {
    var filters = new ArrayList<Filter>();
    for (var f = 0; form.fields().all("title" + f).size() == 1; f++) {
      var clauses = new ArrayList<Clause>();
      for (var c = 0; form.fields().all("operator%d.%d".formatted(f, c)).size() == 1; c++) {
        var at = "%d.%d".formatted(f, c);
        clauses.add(
            new Clause(
                form.text("attribute" + at),
                form.text("operator" + at),
                form.text("values" + at),
                form.isChecked("any" + at)));
      }
      filters.add(new Filter(form.text("title" + f), clauses));
    }
    return filters;
  }

  /// With a filter or a clause more or fewer.
  private static List<Filter> edited(List<Filter> filters, String[] what) {
    var edited = new ArrayList<>(filters);
    var blank = new Clause("", "EQUALS", "", false);
    if (what[0].equals("addFilter")) {
      edited.add(new Filter("Filter %d".formatted(filters.size() + 1), List.of(blank)));
      return edited;
    }
    var at = number(what, 1);
    if (at < 0 || at >= edited.size()) {
      return edited;
    }
    var filter = edited.get(at);
    var clauses = new ArrayList<>(filter.clauses());
    switch (what[0]) {
      case "removeFilter" -> edited.remove(at);
      case "addClause" -> clauses.add(blank);
      case "removeClause" -> {
        var clause = number(what, 2);
        if (clause >= 0 && clause < clauses.size()) {
          clauses.remove(clause);
        }
      }
      default -> {}
    }
    if (!what[0].equals("removeFilter")) {
      edited.set(at, new Filter(filter.title(), clauses));
    }
    return edited;
  }

  private static int number(String[] what, int at) {
    return what.length > at ? Numbers.parse("do", what[at]) : -1;
  }

  private static ObjectNode mappings(Visit visit, String type, List<Filter> filters) {
    return Mappings.changed(visit, type, mapping -> write(mapping.putArray("filters"), filters));
  }

  private static ObjectNode proposed(Visit visit, String type, List<Filter> filters) {
    var body = ScimJson.object();
    body.set("settings", mappings(visit, type, filters));
    return body;
  }

  private static void write(ArrayNode array, List<Filter> filters) {
    for (var filter : filters) {
      var clauses = array.addObject().put("title", filter.title()).putArray("clauses");
      for (var clause : filter.clauses()) {
        var json = clauses.addObject().put("operator", clause.operator());
        if (!clause.attribute().isEmpty() && !clause.operator().contains("MEMBER OF")) {
          json.put("attribute", clause.attribute());
        }
        if (!clause.values().isBlank()) {
          clause
              .values()
              .lines()
              .map(String::strip)
              .filter(value -> !value.isEmpty())
              .forEach(json.withArray("values")::add);
        }
        if (clause.any()) {
          json.put("quantifier", "any");
        }
      }
    }
  }

  private Response save(Visit visit, String type, List<Filter> filters) {
    var place = JobPlace.of(visit);
    try {
      visit.api().patch(place.api() + "/mappings", mappings(visit, type, filters));
      return Said.done("The scoping filters are saved; the next cycle carries them out.")
          .at(place.here() + "/scoping?type=" + Api.encoded(type));
    } catch (HttpException e) {
      return show(visit, e.status(), e.detail(), type, filters, false, Optional.empty());
    }
  }

  private static Verdict verdict(Visit visit, String type, List<Filter> filters) {
    var person = visit.form().text("person");
    try {
      var body = mappings(visit, type, filters);
      body.put(type.equals("Group") ? "group" : "user", person);
      var made = visit.api().post(JobPlace.of(visit).api() + "/evaluations", body);
      return verdict(made.path("displayName").asString(person), made.path("scope"));
    } catch (HttpException e) {
      return new Verdict(person, false, "", List.of(), e.detail());
    }
  }

  /// A decision as the admin API tells it, clause by clause.
  static Verdict verdict(String person, JsonNode scope) {
    var judged = new ArrayList<Judged>();
    for (var filter : scope.path("filters")) {
      var clauses = new ArrayList<JudgedClause>();
      for (var clause : filter.path("clauses")) {
        var seen = String.join(", ", JobRow.texts(clause.path("seen")));
        clauses.add(
            new JudgedClause(
                clause.path("clause").asString(),
                clause.path("holds").booleanValue(),
                seen.isEmpty() ? "nothing" : seen));
      }
      judged.add(
          new Judged(
              filter.path("title").asString(), filter.path("holds").booleanValue(), clauses));
    }
    return new Verdict(
        person,
        scope.path("inScope").booleanValue(),
        scope.path("reason").asString(""),
        judged,
        "");
  }
}
