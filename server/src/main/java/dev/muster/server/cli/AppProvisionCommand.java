package dev.muster.server.cli;

import dev.muster.scim.message.ScimJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// `muster app provision`: Entra's provision on demand.
@Command(
    name = "provision",
    description =
        "Provisions one person or group now, and shows each step; exit status 1 if it failed.")
final class AppProvisionCommand implements Callable<Integer> {
  private final GlobalOptions options;

  @Mixin private final JobParameters job = new JobParameters();

  @Option(names = "--user", paramLabel = "NAME", description = "A user, by userName or id.")
  private Optional<String> user = Optional.empty();

  @Option(names = "--group", paramLabel = "NAME", description = "A group, by displayName or id.")
  private Optional<String> group = Optional.empty();

  @Option(names = "--member", paramLabel = "NAME", description = "A member of the group, too.")
  private List<String> members = new ArrayList<>();

  @Option(names = "--all-members", description = "All members of the group, too.")
  private boolean allMembers;

  @Option(names = "--dry-run", description = "Only show what would be done.")
  private boolean dryRun;

  AppProvisionCommand(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public Integer call() {
    var body = ScimJson.object().put("dryRun", dryRun);
    user.ifPresent(name -> body.put("user", name));
    group.ifPresent(name -> body.put("group", name));
    if (!members.isEmpty()) {
      members.forEach(body.putArray("members")::add);
    }
    if (allMembers) {
      body.put("allMembers", true);
    }
    var report = options.adminClient().post(job.path() + "/provision?wait=100", body);
    options.output().print(report, text(report));
    return failed(report) ? 1 : 0;
  }

  private static boolean failed(JsonNode report) {
    return report
        .path("steps")
        .valueStream()
        .anyMatch(step -> step.path("result").asString().equals("failure"));
  }

  private static String text(JsonNode report) {
    if (!report.path("done").asBoolean(true)) {
      return report.path("detail").asString();
    }
    var lines = new StringJoiner("\n");
    var number = 0;
    for (var step : report.path("steps")) {
      lines.add(
          "%d. %-19s %-8s %s"
              .formatted(
                  ++number,
                  step.path("type").asString(),
                  step.path("result").asString(),
                  step.path("description").asString()));
    }
    report.path("modifiedProperties").forEach(change -> lines.add("   " + LogText.change(change)));
    for (var action : report.path("actions")) {
      action
          .path("values")
          .properties()
          .forEach(value -> lines.add("   %s: %s".formatted(value.getKey(), value.getValue())));
      action
          .path("changes")
          .forEach(change ->
              lines.add(
                  "   %s: %s → %s"
                      .formatted(
                          change.path("path").asString(),
                          change.get("before"),
                          change.get("after"))));
    }
    if (!report.path("others").isEmpty()) {
      lines.add("and %,d more".formatted(report.path("others").size()));
    }
    if (report.has("changeId")) {
      lines.add("change " + report.path("changeId").asString());
    }
    return lines.toString();
  }
}
