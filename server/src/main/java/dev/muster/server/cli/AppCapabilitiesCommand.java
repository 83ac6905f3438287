package dev.muster.server.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `muster app capabilities`: how an application is spoken to.
@Command(
    name = "capabilities",
    description = "Says what an application can do, as it says itself and as is known better.")
final class AppCapabilitiesCommand implements Runnable {
  private final GlobalOptions options;

  @Mixin private final JobParameters job = new JobParameters();

  AppCapabilitiesCommand(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public void run() {
    var capabilities = options.adminClient().get(job.path() + "/capabilities");
    options.output().print(capabilities, capabilities.toPrettyString());
  }
}
