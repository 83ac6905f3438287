package dev.muster.server.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `muster log`: what all applications and imports of a tenant did.
@Command(name = "log", description = "Shows the provisioning log of all of a tenant's jobs.")
final class LogCommand extends OfTenant {
  @Mixin private final LogOptions search = new LogOptions();

  LogCommand(GlobalOptions options) {
    super(options);
  }

  @Override
  public void run() {
    var log = admin().get(path("/log?" + search.query()));
    print(log, LogText.of(log));
  }
}
