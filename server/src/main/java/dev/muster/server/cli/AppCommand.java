package dev.muster.server.cli;

import picocli.CommandLine.Command;

/// `muster app`: needs to be told what to do.
@Command(
    name = "app",
    description = "Enterprise applications: connect, test, assign, start, look after.",
    synopsisSubcommandLabel = "COMMAND")
final class AppCommand {}
