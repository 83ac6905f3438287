package dev.muster.server.cli;

import dev.muster.scim.message.ScimJson;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/// `muster app test`: Entra's "Test connection", with reasons.
@Command(name = "test", description = "Tests the connection to an application.")
final class AppTestCommand implements Callable<Integer> {
  private final GlobalOptions options;

  @Mixin private final JobParameters job = new JobParameters();

  AppTestCommand(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public Integer call() {
    var report = options.adminClient().post(job.path() + "/test", ScimJson.object());
    options.output().print(report, text(report));
    return report.path("passed").booleanValue() ? 0 : 1;
  }

  /// The report in lines.
  static String text(JsonNode report) {
    var text = new StringBuilder();
    for (var check : report.path("checks")) {
      text.append(
          "   %-8s %s: %s%n"
              .formatted(
                  check.path("outcome").asString(),
                  check.path("name").asString(),
                  check.path("detail").asString()));
    }
    if (report.has("suggestedTenantUrl")) {
      text.append(
          "   the tenant URL would be %s%n"
              .formatted(report.path("suggestedTenantUrl").asString()));
    }
    return text.toString();
  }
}
