package dev.muster.server.cli;

import java.util.Optional;
import java.util.StringJoiner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// `muster app log`: the provisioning log — why one person cannot log in.
@Command(name = "log", description = "Shows the provisioning log, newest first.")
final class AppLogCommand implements Runnable {
  private final GlobalOptions options;

  @Mixin private final JobParameters job = new JobParameters();

  @Option(names = "--entry", paramLabel = "ID", description = "Only of this source entry.")
  private Optional<String> entry = Optional.empty();

  @Option(names = "--cycle", paramLabel = "N", description = "Only of this cycle.")
  private Optional<Long> cycle = Optional.empty();

  @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "How many.")
  private int limit;

  AppLogCommand(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public void run() {
    var query = new StringJoiner("&");
    query.add("limit=" + limit);
    entry.ifPresent(id -> query.add("sourceId=" + AdminClient.segment(id)));
    cycle.ifPresent(number -> query.add("cycle=" + number));
    var log = options.adminClient().get(job.path() + "/log?" + query);
    options.output().print(log, text(log));
  }

  private static String text(JsonNode log) {
    var lines = new StringJoiner("\n");
    for (var entry : log.path("entries")) {
      lines.add(
          "%s  %-8s %-8s %s %s (%s)"
              .formatted(
                  entry.path("at").asString(),
                  entry.path("action").asString(),
                  entry.path("result").asString(),
                  entry.path("objectType").asString(),
                  entry.path("displayName").asString(),
                  entry.path("sourceId").asString()));
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
    return lines.length() == 0 ? "nothing yet" : lines.toString();
  }

  /// One changed attribute in words.
  static String change(JsonNode change) {
    return "%s: %s → %s"
        .formatted(change.path("name").asString(), change.get("before"), change.get("after"));
  }
}
