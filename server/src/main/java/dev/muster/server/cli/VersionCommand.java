package dev.muster.server.cli;

import dev.muster.scim.message.ScimJson;
import picocli.CommandLine.Command;

/// `muster version`.
@Command(name = "version", description = "Prints the version.")
final class VersionCommand implements Runnable {
  private final GlobalOptions options;

  VersionCommand(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public void run() {
    var version = ProductVersion.text();
    options.output().print(ScimJson.object().put("version", version), "muster " + version);
  }
}
