package dev.muster.server.cli;

import dev.muster.scim.message.ScimJson;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `muster requests replay`.
@Command(
    name = "replay",
    description =
        "Says what a recorded request would be answered now, and how that differs; changes nothing.")
final class RequestsReplayCommand implements Runnable {
  private final GlobalOptions options;
  @Mixin private final TenantParameters tenant = new TenantParameters();

  @Parameters(index = "1", paramLabel = "ID", description = "The request's X-Request-Id.")
  private String id = "";

  RequestsReplayCommand(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public void run() {
    var path = tenant.path() + "/requests/%s/replay".formatted(AdminClient.segment(id));
    var replay = options.adminClient().post(path, ScimJson.object());
    options.output().print(replay, text(replay));
  }

  private static String text(JsonNode replay) {
    var lines = new StringJoiner("\n");
    lines.add(replay.path("method").asString() + " " + replay.path("target").asString(""));
    lines.add("then  " + line(replay.path("then")));
    lines.add("now   " + line(replay.path("now")));
    if (replay.path("same").asBoolean()) {
      lines.add("The answer is the same.");
    }
    for (var difference : replay.path("differences")) {
      lines.add(
          "      %s: %s, now %s"
              .formatted(
                  difference.path("path").asString(),
                  shown(difference.path("then")),
                  shown(difference.path("now"))));
    }
    replay.path("notes").forEach(note -> lines.add("note: " + note.asString()));
    return lines.toString();
  }

  private static String line(JsonNode answer) {
    var rules =
        answer
            .path("dialectRules")
            .valueStream()
            .map(JsonNode::asString)
            .collect(Collectors.joining(", "));
    return "%d  %s%s"
        .formatted(
            answer.path("status").asInt(),
            answer.path("why").asString(""),
            rules.isEmpty() ? "" : "  [" + rules + "]");
  }

  private static String shown(JsonNode value) {
    return value.isMissingNode() ? "nothing" : value.toString();
  }
}
