package dev.muster.server.cli;

import java.util.Optional;
import java.util.StringJoiner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// `muster app requests`: what was asked of an application, and what it answered.
@Command(
    name = "requests",
    description = "Shows the requests that were sent to an application, newest first.")
final class AppRequestsCommand implements Runnable {
  private final GlobalOptions options;

  @Mixin private final JobParameters job = new JobParameters();

  @Option(names = "--change", paramLabel = "ID", description = "Those that one change took.")
  private Optional<String> change = Optional.empty();

  @Option(names = "--failed", description = "Only those that failed.")
  private boolean failed;

  @Option(names = "--bodies", description = "With what was sent and answered.")
  private boolean bodies;

  @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "How many.")
  private int limit;

  AppRequestsCommand(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public void run() {
    var query = new StringJoiner("&").add("limit=" + limit).add("failed=" + failed);
    change.ifPresent(id -> query.add("changeId=" + AdminClient.segment(id)));
    var found = options.adminClient().get(job.path() + "/requests?" + query);
    var lines = new StringJoiner("\n");
    for (var request : found.path("requests")) {
      lines.add(LogText.request(request));
      if (bodies) {
        add(lines, "sent", request.path("request"));
        add(lines, "answered", request.path("response"));
      }
    }
    options.output().print(found, lines.length() == 0 ? "no requests are kept" : lines.toString());
  }

  private static void add(StringJoiner lines, String verb, JsonNode body) {
    if (!body.isMissingNode()) {
      lines.add("   " + verb + " " + body);
    }
  }
}
