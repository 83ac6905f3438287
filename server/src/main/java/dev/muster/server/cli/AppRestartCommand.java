package dev.muster.server.cli;

import dev.muster.scim.message.ScimJson;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `muster app restart`: Entra's "Restart provisioning".
@Command(name = "restart", description = "Starts with an initial cycle, which looks at everyone.")
final class AppRestartCommand implements Runnable {
  private final GlobalOptions options;

  @Mixin private final JobParameters job = new JobParameters();

  @Option(
      names = "--reset",
      split = ",",
      paramLabel = "WHAT",
      description =
          "What to forget: links, escrows, watermark, quarantine, full (default: all but links).")
  private List<String> reset = List.of();

  AppRestartCommand(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public void run() {
    var body = ScimJson.object();
    if (!reset.isEmpty()) {
      reset.forEach(body.putArray("reset")::add);
    }
    var status = options.adminClient().post(job.path() + "/restart", body);
    options.output().print(status, "\"%s\" begins with an initial cycle.".formatted(job.job()));
  }
}
