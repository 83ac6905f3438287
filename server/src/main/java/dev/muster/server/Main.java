package dev.muster.server;

import dev.muster.server.cli.Commands;
import dev.muster.server.cli.GlobalOptions;
import dev.muster.server.demo.DemoCommand;
import dev.muster.server.demo.WarmUpCommand;

/// The process: `muster run` starts a server, the other commands talk to one.
public final class Main {
  private Main() {}

  /// Runs the command line and exits with its code: 0 done, 1 failed, 2 not understood.
  public static void main(String[] arguments) {
    Logging.configure();
    var options = new GlobalOptions();
    var commands =
        Commands.tree(options)
            .addSubcommand(new RunCommand(options))
            .addSubcommand(new DemoCommand(options))
            .addSubcommand(new WarmUpCommand(options));
    System.exit(commands.execute(arguments));
  }
}
