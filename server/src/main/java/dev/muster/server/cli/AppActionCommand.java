package dev.muster.server.cli;

import dev.muster.scim.message.ScimJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Commands that tell a job to do something and have no more to say: `muster app start`, `pause`,
/// `resume`, `cancel`.
abstract sealed class AppActionCommand implements Runnable {
  private final GlobalOptions options;
  private final String action;
  private final String done;

  @Mixin private final JobParameters job = new JobParameters();

  private AppActionCommand(GlobalOptions options, String action, String done) {
    this.options = options;
    this.action = action;
    this.done = done;
  }

  @Override
  public void run() {
    var status = options.adminClient().post(job.path() + "/" + action, ScimJson.object());
    options.output().print(status, "\"%s\" %s.".formatted(job.job(), done));
  }

  @Command(name = "start", description = "Starts provisioning; changes follow within a second.")
  static final class Start extends AppActionCommand {
    Start(GlobalOptions options) {
      super(options, "start", "is active; \"muster app status\" shows its cycles");
    }
  }

  @Command(
      name = "pause",
      description = "Stops between two requests until it is started again; then the cycle goes on.")
  static final class Pause extends AppActionCommand {
    Pause(GlobalOptions options) {
      super(options, "pause", "is paused");
    }
  }

  @Command(name = "resume", description = "Goes on with a job that was paused.")
  static final class Resume extends AppActionCommand {
    Resume(GlobalOptions options) {
      super(options, "resume", "is active; a cycle that was interrupted goes on");
    }
  }

  @Command(
      name = "cancel",
      description = "Stops the cycle for good and pauses: what it had not done is planned anew.")
  static final class Cancel extends AppActionCommand {
    Cancel(GlobalOptions options) {
      super(options, "cancel", "is paused, and its cycle or plan is given up");
    }
  }
}
