package dev.muster.server.cli;

import dev.muster.scim.message.ScimJson;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `muster app retry`: tries failed objects again now.
@Command(name = "retry", description = "Tries objects that failed again now: some, or all.")
final class AppRetryCommand implements Runnable {
  private final GlobalOptions options;

  @Mixin private final JobParameters job = new JobParameters();

  @Parameters(index = "2..*", paramLabel = "ENTRY", description = "Ids of source entries.")
  private List<String> entries = List.of();

  @Option(names = "--all", description = "All that wait, and those that were given up.")
  private boolean all;

  AppRetryCommand(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public void run() {
    var body = ScimJson.object().put("all", all);
    if (!all && !entries.isEmpty()) {
      entries.forEach(body.putArray("sourceIds")::add);
    }
    var retried = options.adminClient().post(job.path() + "/failures/retry", body);
    options.output().print(retried, retried.path("words").asString());
  }
}
