package dev.muster.server.cli;

import java.util.StringJoiner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/// `muster app status`: what an operator asks first.
@Command(name = "status", description = "Says how an application or job is, and its last cycles.")
final class AppStatusCommand implements Runnable {
  private final GlobalOptions options;

  @Mixin private final JobParameters job = new JobParameters();

  AppStatusCommand(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public void run() {
    var status = options.adminClient().get(job.path());
    options.output().print(status, text(status));
  }

  private static String text(JsonNode status) {
    var lines = new StringJoiner("\n");
    lines.add(
        "%s (%s): %s"
            .formatted(
                status.path("name").asString(),
                status.path("kind").asString(),
                status.path("status").asString()));
    var quarantine = status.path("quarantine");
    if (quarantine.isObject()) {
      lines.add(
          "   in quarantine since %s: %s; next attempt %s"
              .formatted(
                  quarantine.path("began").asString(),
                  quarantine.path("detail").asString(),
                  quarantine.path("nextAttempt").asString()));
    }
    if (status.path("planWaits").booleanValue(false)) {
      lines.add("   a plan waits for approval: \"muster app plan\" shows it");
    }
    var linked = new StringJoiner(", ");
    status
        .path("linked")
        .properties()
        .forEach(count -> linked.add(count.getValue().asString() + " " + count.getKey()));
    lines.add(
        "   linked: %s; failures waiting: %s; source at %s, provisioned up to %s"
            .formatted(
                linked,
                status.path("waitingFailures").asString(),
                status.path("sourceHead").asString(),
                status.path("watermark").asString()));
    var progress = status.path("progress");
    if (progress.isObject()) {
      lines.add(CycleWatch.line(progress));
    }
    for (var cycle : status.path("cycles")) {
      if (!cycle.has("ended") && progress.isObject()) {
        continue;
      }
      lines.add("   " + CycleWatch.summary(cycle));
      cycle.path("notes").forEach(note -> lines.add("      " + note.asString()));
    }
    return lines.toString();
  }
}
