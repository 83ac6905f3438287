package dev.muster.server.cli;

import dev.muster.scim.message.ScimJson;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// `muster app joins`: the accounts that a first run would take over.
@Command(
    name = "joins",
    description =
        "Reports which accounts a first run joins and why; \"app plan --approve\" goes on with them.")
final class AppJoinsCommand implements Runnable {
  private final GlobalOptions options;

  @Mixin private final JobParameters job = new JobParameters();

  @Option(
      names = "--skip",
      split = ",",
      paramLabel = "N",
      description = "Do not make these joins, now or later.")
  private List<Long> skip = List.of();

  @Option(names = "--only", split = ",", paramLabel = "N", description = "Make these joins alone.")
  private List<Long> only = List.of();

  @Option(names = "--limit", paramLabel = "N", defaultValue = "1000", description = "How many.")
  private int limit;

  @Option(
      names = "--cursor",
      paramLabel = "CURSOR",
      description = "Where the page before said to go on.")
  private Optional<String> cursor = Optional.empty();

  AppJoinsCommand(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public void run() {
    var admin = options.adminClient();
    if (skip.isEmpty() && only.isEmpty()) {
      var from = cursor.map(at -> "&cursor=" + AdminClient.segment(at)).orElse("");
      var report = admin.get(job.path() + "/joins?limit=" + limit + from);
      options.output().print(report, text(report));
      return;
    }
    var body = ScimJson.object();
    if (!skip.isEmpty()) {
      skip.forEach(body.putArray("skip")::add);
    }
    if (!only.isEmpty()) {
      only.forEach(body.putArray("approve")::add);
    }
    var decided = admin.post(job.path() + "/joins", body);
    options.output().print(decided, decided.path("skipped").asString() + " joins are skipped.");
  }

  private static String text(JsonNode report) {
    var lines = new StringJoiner("\n");
    for (var join : report.path("joins")) {
      lines.add(
          "%4s  %-6s %s (%s) is %s: %s"
              .formatted(
                  join.path("ordinal").asString(),
                  join.path("confidence").asString(),
                  join.path("displayName").asString(),
                  join.path("sourceId").asString(),
                  join.path("targetId").asString(),
                  join.path("reason").asString()));
    }
    for (var collision : report.path("collisions")) {
      lines.add(
          "collision: %s: %s"
              .formatted(
                  collision.path("sourceId").asString(), collision.path("detail").asString()));
    }
    for (var account : report.path("onlyInTarget")) {
      lines.add(
          "only in the target: %s %s (%s)"
              .formatted(
                  account.path("objectType").asString(),
                  account.path("displayName").asString(),
                  account.path("targetId").asString()));
    }
    Output.more(report).ifPresent(lines::add);
    return lines.length() == 0 ? "nothing to join" : lines.toString();
  }
}
