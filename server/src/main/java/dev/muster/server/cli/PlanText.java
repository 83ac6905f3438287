package dev.muster.server.cli;

import java.util.List;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/// A plan in lines: what it does to whom, attribute by attribute.
final class PlanText {
  private static final List<String> CHANGES =
      List.of("creates", "updates", "disables", "deletes", "memberAdds", "memberRemovals");

  private PlanText() {}

  static String of(JsonNode plan) {
    var lines = new StringJoiner("\n");
    var planned = plan.path("planned");
    lines.add(
        "plan %s %s: create %s, update %s, disable %s, delete %s, members +%s −%s, unchanged %s, failing %s"
            .formatted(
                plan.path("number").asString(),
                plan.path("state").asString(),
                planned.path("creates").asString(),
                planned.path("updates").asString(),
                planned.path("disables").asString(),
                planned.path("deletes").asString(),
                planned.path("memberAdds").asString(),
                planned.path("memberRemovals").asString(),
                planned.path("skipped").asString(),
                planned.path("failed").asString()));
    plan.path("notes").forEach(note -> lines.add(note.asString()));
    if (plan.has("expires")) {
      lines.add("it waits for approval until " + plan.path("expires").asString());
    }
    plan.path("actions").forEach(action -> add(action, lines));
    Output.more(plan).ifPresent(lines::add);
    return lines.toString();
  }

  private static void add(JsonNode action, StringJoiner lines) {
    lines.add(
        "   %-13s %s %s (%s)%s"
            .formatted(
                action.path("action").asString(),
                action.path("objectType").asString(),
                action.path("displayName").asString(),
                action.path("sourceId").asString(),
                action.has("error") ? "  " + action.path("error").asString() : ""));
    for (var change : action.path("changes")) {
      lines.add(
          "      %s: %s → %s"
              .formatted(
                  change.path("path").asString(), change.get("before"), change.get("after")));
    }
  }

  /// How many changes a plan has.
  static long changes(JsonNode plan) {
    return CHANGES.stream().mapToLong(kind -> plan.path("planned").path(kind).asLong()).sum();
  }
}
