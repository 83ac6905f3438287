package dev.muster.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `muster` itself: says what there is.
@Command(
    name = "muster",
    description = "SCIM 2.0 service provider and provisioning engine.",
    mixinStandardHelpOptions = true,
    scope = CommandLine.ScopeType.INHERIT,
    versionProvider = ProductVersion.class,
    synopsisSubcommandLabel = "COMMAND")
final class MusterCommand implements Runnable {
  @Mixin private final GlobalOptions options;
  @Spec private CommandSpec spec = CommandSpec.create();

  MusterCommand(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public void run() {
    spec.commandLine().usage(options.output().writer());
  }
}
