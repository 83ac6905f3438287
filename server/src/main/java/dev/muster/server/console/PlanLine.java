package dev.muster.server.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// A step of a plan, with what it does to each attribute.
public record PlanLine(
    String action,
    String type,
    String sourceId,
    String name,
    String state,
    String error,
    List<Difference> differences,
    int added,
    int removed) {

  private static final Map<String, String> VERBS =
      Map.of(
          "create", "create",
          "update", "change",
          "join", "take over",
          "disable", "disable",
          "delete", "delete",
          "changeMembers", "change the members of");

  public PlanLine {
    differences = List.copyOf(differences);
  }

  /// An attribute before and after; empty text for no value.
  public record Difference(String path, String before, String after) {}

  static PlanLine of(JsonNode action) {
    return new PlanLine(
        action.path("action").asString(),
        action.path("objectType").asString(),
        action.path("sourceId").asString(""),
        action.path("displayName").asString(""),
        action.path("state").asString(""),
        action.path("error").asString(""),
        differences(action),
        action.path("add").size(),
        action.path("remove").size());
  }

  static List<PlanLine> all(JsonNode actions) {
    var lines = new ArrayList<PlanLine>();
    actions.forEach(action -> lines.add(of(action)));
    return lines;
  }

  private static List<Difference> differences(JsonNode action) {
    var differences = new ArrayList<Difference>();
    action
        .path("values")
        .properties()
        .forEach(value ->
            differences.add(new Difference(value.getKey(), "", Values.text(value.getValue()))));
    action
        .path("changes")
        .forEach(change ->
            differences.add(
                new Difference(
                    change.path("path").asString(),
                    Values.text(change.path("before")),
                    Values.text(change.path("after")))));
    return differences;
  }

  /// What carrying out some steps means: "create 12 people, disable 3 groups".
  static String words(List<PlanLine> lines) {
    var counts = new LinkedHashMap<String, Integer>();
    for (var line : lines) {
      counts.merge(line.verb() + "\n" + line.type(), 1, Integer::sum);
    }
    var words = new ArrayList<String>();
    counts.forEach((what, count) -> {
      var parts = what.split("\n", 2);
      words.add(String.format(Locale.ROOT, "%s %,d %s", parts[0], count, noun(parts[1], count)));
    });
    return String.join(", ", words);
  }

  /// What is done, as one says it to somebody who is to approve it.
  public String verb() {
    return VERBS.getOrDefault(action, action);
  }

  private static String noun(String type, int count) {
    return switch (type) {
      case "User" -> count == 1 ? "person" : "people";
      case "Group" -> count == 1 ? "group" : "groups";
      default -> type;
    };
  }
}
