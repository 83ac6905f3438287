package dev.muster.server.console;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Attribute mappings: the table, and one line of it, whose expression is tried on a real person
/// while somebody types.
public final class MappingPages implements Console.Group {
  private static final String MAPPINGS = Console.PREFIX + "/t/{tenant}/applications/{job}/mappings";
  private static final String LINE = MAPPINGS + "/{type}/{line}";
  private static final String NEW = "new";
  private static final String SAVED = "The mapping is saved; the next cycle carries it out.";

  private final Views views;

  MappingPages(Views views) {
    this.views = views;
  }

  /// The mapping of one type of object.
  public record TypeView(
      String type,
      boolean enabled,
      List<String> actions,
      String outOfScope,
      String missing,
      boolean members,
      String nestedMembers,
      List<MappingLine> lines) {}

  public record MappingsView(
      Frame frame, String here, String name, List<TypeView> types, boolean nullsClear) {}

  /// A function of expressions, for those who write them.
  public record Function(String name, String signature, String summary) {}

  /// One line in its editor.
  ///
  /// @param number its place in the table, or `new`
  /// @param targets what the application has
  /// @param attributes what the directory has
  public record LineView(
      Frame frame,
      String here,
      String name,
      String type,
      String number,
      MappingLine line,
      String was,
      String person,
      List<String> targets,
      List<String> attributes,
      List<Function> functions) {}

  /// What an expression makes of somebody.
  ///
  /// @param value empty for none
  /// @param problem what is wrong with the expression, or with the person
  public record TrialView(
      String person, String value, String fallback, String problem, boolean expressionIsWrong) {}

  @Override
  public void addTo(Routes<Page> routes) {
    routes
        .on("GET", MAPPINGS, this::table)
        .on("POST", MAPPINGS, this::general)
        .on("POST", MAPPINGS + "/{type}", this::ofType)
        .on("GET", LINE, visit -> editor(visit, 200, ""))
        .on("POST", LINE, this::save)
        .on("POST", LINE + "/remove", this::remove)
        .on("POST", LINE + "/try", this::tried);
  }

  private Response table(Visit visit) {
    var place = JobPlace.of(visit);
    var json = visit.api().get(place.api() + "/mappings");
    var types = new ArrayList<TypeView>();
    for (var mapping : json.path("mappings")) {
      var lines = new ArrayList<MappingLine>();
      mapping.path("attributes").forEach(line -> lines.add(MappingLine.of(line)));
      types.add(
          new TypeView(
              mapping.path("objectType").asString(),
              mapping.path("enabled").booleanValue(),
              JobRow.texts(mapping.path("actions")),
              mapping.path("outOfScope").asString(""),
              mapping.path("missing").asString(""),
              mapping.path("members").booleanValue(),
              mapping.path("nestedMembers").asString(""),
              lines));
    }
    return views.page(
        200,
        "application-mappings",
        new MappingsView(
            Frame.of(visit, "applications", place.job()),
            place.here(),
            place.job(),
            types,
            json.path("nullsClear").booleanValue()));
  }

  private Response general(Visit visit) {
    return save(visit, ScimJson.object().put("nullsClear", visit.form().isChecked("nullsClear")));
  }

  /// What is done to objects of a type.
  private Response ofType(Visit visit) {
    var form = visit.form();
    return save(
        visit,
        Mappings.changed(
            visit,
            visit.parameter("type"),
            mapping -> {
              mapping.put("enabled", form.isChecked("enabled"));
              var actions = mapping.putArray("actions");
              List.of("create", "update", "delete").stream()
                  .filter(form::isChecked)
                  .forEach(actions::add);
              for (var name : List.of("outOfScope", "missing", "nestedMembers")) {
                if (!form.text(name).isEmpty()) {
                  mapping.put(name, form.text(name));
                }
              }
              mapping.put("members", form.isChecked("members"));
            }));
  }

  private static Response save(Visit visit, ObjectNode body) {
    var place = JobPlace.of(visit);
    return Said.orBack(
        place.here() + "/mappings",
        () -> {
          visit.api().patch(place.api() + "/mappings", body);
          return Said.done(SAVED).at(place.here() + "/mappings");
        });
  }

  private Response editor(Visit visit, int status, String problem) {
    var place = JobPlace.of(visit);
    var type = visit.parameter("type");
    var mapping = Mappings.of(Mappings.body(visit, place), type);
    var typed = !problem.isEmpty();
    var frame = Frame.of(visit, "applications", isNew(visit) ? "New attribute" : "Edit attribute");
    var kept =
        isNew(visit) ? MappingLine.of(ScimJson.object()) : MappingLine.of(line(visit, mapping));
    return views.page(
        status,
        "application-mapping",
        new LineView(
            typed ? frame.saying(Said.failed(problem)) : frame,
            place.here(),
            place.job(),
            type,
            visit.parameter("line"),
            typed ? MappingLine.of(visit.form()) : kept,
            typed ? visit.form().text("was") : kept.target(),
            typed ? visit.form().text("person") : anybody(visit, place, type),
            targets(visit, place, type),
            attributes(visit, place, type),
            functions(visit)));
  }

  private static boolean isNew(Visit visit) {
    return visit.parameter("line").equals(NEW);
  }

  private static JsonNode line(Visit visit, ObjectNode mapping) {
    var lines = Mappings.lines(mapping);
    var number = Numbers.parse("line", visit.parameter("line"));
    if (number < 0 || number >= lines.size()) {
      throw HttpException.notFound("the mapping has no line %d".formatted(number));
    }
    return lines.get(number);
  }

  /// Somebody to begin with: an expression is better understood by what it makes.
  private static String anybody(Visit visit, JobPlace place, String type) {
    var page =
        visit
            .api()
            .get(
                "%s/directory/%ss?count=1&excludedAttributes=members"
                    .formatted(place.tenantApi(), type));
    var first = page.path("Resources").path(0);
    return first.path(type.equals("User") ? "userName" : "displayName").asString("");
  }

  private static List<String> targets(Visit visit, JobPlace place, String type) {
    var targets = new TreeSet<String>();
    visit
        .api()
        .get(place.api() + "/target-attributes")
        .path("attributes")
        .forEach(attribute -> {
          if (attribute.path("objectType").asString().equals(type)) {
            targets.add(attribute.path("path").asString());
          }
        });
    return List.copyOf(targets);
  }

  /// What expressions read: the attributes of the directory's schemas.
  private static List<String> attributes(Visit visit, JobPlace place, String type) {
    var names = new TreeSet<String>();
    for (var schema : visit.api().get(place.tenantApi() + "/schemas").path("schemas")) {
      var id = schema.path("id").asString("");
      if (id.endsWith(":" + type)) {
        var prefix = id.contains(":core:") ? "" : id + ":";
        for (var attribute : schema.path("attributes")) {
          add(names, prefix + attribute.path("name").asString(), attribute);
        }
      }
    }
    return List.copyOf(names);
  }

  private static void add(Set<String> names, String name, JsonNode attribute) {
    var parts = attribute.path("subAttributes");
    if (parts.isEmpty()) {
      names.add(name);
    } else if (attribute.path("multiValued").booleanValue()) {
      names.add(name + "[type eq \"work\"].value");
    } else {
      parts.forEach(part -> names.add(name + "." + part.path("name").asString()));
    }
  }

  private static List<Function> functions(Visit visit) {
    var functions = new ArrayList<Function>();
    visit
        .api()
        .get("/expression-functions")
        .path("functions")
        .forEach(function ->
            functions.add(
                new Function(
                    function.path("name").asString(),
                    function.path("signature").asString(),
                    function.path("summary").asString())));
    return functions;
  }

  /// All mappings, with the line as it was typed in.
  private static ObjectNode typed(Visit visit) {
    var line = MappingLine.of(visit.form());
    return Mappings.changed(
        visit,
        visit.parameter("type"),
        mapping -> {
          if (isNew(visit)) {
            Mappings.lines(mapping).add(line.toJson());
          } else {
            requireSame(visit, mapping);
            Mappings.lines(mapping)
                .set(Numbers.parse("line", visit.parameter("line")), line.toJson());
          }
        });
  }

  /// Lines have no names: somebody else may have taken one out meanwhile.
  private static void requireSame(Visit visit, ObjectNode mapping) {
    var now = line(visit, mapping).path("target").asString("");
    if (!now.equals(visit.form().text("was"))) {
      throw HttpException.refused(
          409, "somebody changed the mapping meanwhile: this line is \"%s\" now".formatted(now));
    }
  }

  private Response save(Visit visit) {
    var place = JobPlace.of(visit);
    try {
      visit.api().patch(place.api() + "/mappings", typed(visit));
      return Said.done(SAVED).at(place.here() + "/mappings");
    } catch (HttpException e) {
      return editor(visit, e.status(), e.detail());
    }
  }

  private Response remove(Visit visit) {
    var place = JobPlace.of(visit);
    return Said.orBack(
        place.here() + "/mappings",
        () -> {
          var body =
              Mappings.changed(
                  visit,
                  visit.parameter("type"),
                  mapping -> {
                    requireSame(visit, mapping);
                    Mappings.lines(mapping).remove(Numbers.parse("line", visit.parameter("line")));
                  });
          return save(visit, body);
        });
  }

  private Response tried(Visit visit) {
    return views.page(200, "mapping-trial", trial(visit));
  }

  /// Nothing is kept and nothing is sent.
  private static TrialView trial(Visit visit) {
    var form = visit.form();
    var person = form.text("person");
    if (person.isEmpty() || form.text("target").isEmpty()) {
      return new TrialView(person, "", "", "Name the attribute and somebody to try it on.", false);
    }
    try {
      var body = typed(visit);
      body.put(visit.parameter("type").equals("Group") ? "group" : "user", person);
      var made = visit.api().post(JobPlace.of(visit).api() + "/evaluations", body);
      for (var attribute : made.path("attributes")) {
        if (attribute.path("target").asString().equals(form.text("target"))) {
          return new TrialView(
              made.path("displayName").asString(person),
              Values.text(attribute.path("value")),
              Values.text(attribute.path("default")),
              attribute.path("problem").asString(""),
              false);
        }
      }
      return new TrialView(person, "", "", "The mapping has no such line.", false);
    } catch (HttpException e) {
      return new TrialView(person, "", "", e.detail(), true);
    }
  }
}
