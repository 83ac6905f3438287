package dev.muster.server.cli;

import dev.muster.scim.message.ScimJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `muster app undo`: takes back what a cycle did.
@Command(
    name = "undo",
    description =
        "Takes back what a cycle did, and pauses the job so that it does not do it again.")
final class AppUndoCommand implements Runnable {
  private final GlobalOptions options;

  @Mixin private final JobParameters job = new JobParameters();

  @Parameters(index = "2", paramLabel = "CYCLE", description = "The cycle's number.")
  private long cycle;

  AppUndoCommand(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public void run() {
    var admin = options.adminClient();
    var asked = admin.post(job.path() + "/plans/" + cycle + "/undo", ScimJson.object());
    var undone = new CycleWatch(admin, options.output().writer(), false).await(job.path(), asked);
    options
        .output()
        .print(
            undone,
            CycleWatch.summary(undone)
                + "\nThe job is paused; \"muster app start\" lets it provision again.");
  }
}
