package dev.muster.server.cli;

import dev.muster.scim.message.ScimJson;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// `muster app plan`: a plan that the guard holds, and what is to become of it.
@Command(
    name = "plan",
    description = "Shows a plan that was parked since it removes too much; approves or rejects it.")
final class AppPlanCommand implements Callable<Integer> {
  private final GlobalOptions options;

  @Mixin private final JobParameters job = new JobParameters();

  @Option(names = "--approve", description = "Apply it.")
  private boolean approve;

  @Option(names = "--reject", description = "Do not apply it.")
  private boolean reject;

  AppPlanCommand(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public Integer call() {
    if (approve && reject) {
      throw new CommandException("--approve and --reject exclude each other");
    }
    var admin = options.adminClient();
    if (approve) {
      var asked = admin.post(job.path() + "/plan/approve", ScimJson.object());
      var cycle = new CycleWatch(admin, options.output().writer(), false).await(job.path(), asked);
      options.output().print(cycle, CycleWatch.summary(cycle));
    } else if (reject) {
      var cycle = admin.post(job.path() + "/plan/reject", ScimJson.object());
      options.output().print(cycle, "Rejected plan " + cycle.path("number").asString() + ".");
    } else {
      var plan = admin.get(job.path() + "/plan?limit=1000");
      options.output().print(plan, text(plan));
    }
    return 0;
  }

  private static String text(JsonNode plan) {
    var lines = new StringJoiner("\n");
    plan.path("notes").forEach(note -> lines.add(note.asString()));
    for (var action : plan.path("actions")) {
      lines.add(
          "   %-13s %s %s (%s)"
              .formatted(
                  action.path("action").asString(),
                  action.path("objectType").asString(),
                  action.path("displayName").asString(),
                  action.path("sourceId").asString()));
      for (var change : action.path("changes")) {
        lines.add(
            "      %s: %s → %s"
                .formatted(
                    change.path("path").asString(), change.get("before"), change.get("after")));
      }
    }
    return lines.toString();
  }
}
