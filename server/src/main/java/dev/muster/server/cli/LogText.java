package dev.muster.server.cli;

import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/// The provisioning log in lines.
final class LogText {
  private LogText() {}

  static String of(JsonNode log) {
    var lines = new StringJoiner("\n");
    for (var entry : log.path("entries")) {
      add(lines, entry);
    }
    log.path("nextCursor")
        .asStringOpt()
        .ifPresent(next ->
            lines.add("There is more: narrow the search, or ask the API for cursor=" + next));
    return lines.length() == 0 ? "nothing yet" : lines.toString();
  }

  private static void add(StringJoiner lines, JsonNode entry) {
    lines.add(
        "%s  %-8s %-8s %s %s (%s)  change %s"
            .formatted(
                entry.path("at").asString(),
                entry.path("action").asString(),
                entry.path("result").asString(),
                entry.path("objectType").asString(),
                entry.path("displayName").asString(),
                entry.path("sourceId").asString(),
                entry.path("changeId").asString()));
    entry.path("modifiedProperties").forEach(change -> lines.add("   " + change(change)));
    if (entry.path("error").isObject()) {
      lines.add(
          "   %s: %s %s"
              .formatted(
                  entry.path("error").path("code").asString(),
                  entry.path("error").path("reason").asString(),
                  entry.path("error").path("recommendedAction").asString()));
    }
  }

  /// One change with its steps and requests.
  static String whole(JsonNode entry) {
    var lines = new StringJoiner("\n");
    add(lines, entry);
    lines.add("   steps:");
    for (var step : entry.path("steps")) {
      lines.add(
          "      %-19s %-8s %s"
              .formatted(
                  step.path("type").asString(),
                  step.path("result").asString(),
                  step.path("description").asString()));
    }
    lines.add("   requests:");
    entry.path("requests").forEach(request -> lines.add("      " + request(request)));
    return lines.toString();
  }

  /// One request to a target in a line.
  static String request(JsonNode request) {
    if (request.has("why")) {
      return request.path("at").asString() + "  " + request.path("why").asString();
    }
    var line =
        "%s  %s %s %s  %.0f ms"
            .formatted(
                request.path("at").asString(),
                request.path("status").asInt() == 0 ? "---" : request.path("status").asString(),
                request.path("method").asString(),
                request.path("target").asString(),
                request.path("durationMillis").asDouble());
    var attempt =
        request.path("attempt").asInt() > 1
            ? ", attempt " + request.path("attempt").asString()
            : "";
    var failure = request.has("failure") ? ": " + request.path("failure").asString() : "";
    var retried = request.has("retried") ? " (" + request.path("retried").asString() + ")" : "";
    return line + attempt + failure + retried;
  }

  /// One changed attribute in words.
  static String change(JsonNode change) {
    return "%s: %s → %s"
        .formatted(change.path("name").asString(), change.get("before"), change.get("after"));
  }
}
