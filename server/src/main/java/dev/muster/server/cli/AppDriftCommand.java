package dev.muster.server.cli;

import dev.muster.scim.message.ScimJson;
import java.util.Optional;
import java.util.StringJoiner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// `muster app drift`: where the target differs from what was written to it.
@Command(
    name = "drift",
    description =
        "Shows what was changed in the target by hand, as the last reconciliation found it.")
final class AppDriftCommand implements Runnable {
  private final GlobalOptions options;

  @Mixin private final JobParameters job = new JobParameters();

  @Option(names = "--run", description = "Read the target and compare it now.")
  private boolean now;

  @Option(names = "--limit", paramLabel = "N", defaultValue = "100", description = "How many.")
  private int limit;

  @Option(
      names = "--cursor",
      paramLabel = "CURSOR",
      description = "Where the page before said to go on.")
  private Optional<String> cursor = Optional.empty();

  AppDriftCommand(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public void run() {
    var admin = options.adminClient();
    if (now) {
      var asked = admin.post(job.path() + "/drift", ScimJson.object());
      new CycleWatch(admin, options.output().writer(), false).await(job.path(), asked);
    }
    var from = cursor.map(at -> "&cursor=" + AdminClient.segment(at)).orElse("");
    var found = admin.get(job.path() + "/drift?limit=" + limit + from);
    options.output().print(found, text(found));
  }

  private static String text(JsonNode found) {
    var lines = new StringJoiner("\n");
    for (var finding : found.path("findings")) {
      lines.add(
          "%-10s %s %s (%s): %s"
              .formatted(
                  finding.path("kind").asString(),
                  finding.path("objectType").asString(),
                  finding.path("displayName").asString(),
                  finding.path("targetId").asString(),
                  finding.path("handling").asString()));
      for (var change : finding.path("changes")) {
        lines.add(
            "   %s: %s, and should be %s"
                .formatted(
                    change.path("path").asString(), change.get("before"), change.get("after")));
      }
      members(lines, finding, "membersAdded", "added by hand: ");
      members(lines, finding, "membersRemoved", "removed by hand: ");
    }
    Output.more(found).ifPresent(lines::add);
    return lines.length() == 0 ? "the target is as it was written" : lines.toString();
  }

  private static void members(StringJoiner lines, JsonNode finding, String field, String what) {
    var ids = new StringJoiner(", ");
    finding.path(field).forEach(id -> ids.add(id.asString()));
    if (ids.length() > 0) {
      lines.add("   " + what + ids);
    }
  }
}
