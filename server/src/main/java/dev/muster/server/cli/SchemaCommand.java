package dev.muster.server.cli;

import picocli.CommandLine.Command;

/// `muster schema`: needs to be told what to do.
@Command(
    name = "schema",
    description = "A tenant's own schemas and resource types.",
    synopsisSubcommandLabel = "COMMAND")
final class SchemaCommand {}
