package dev.muster.server.cli;

import picocli.CommandLine.Command;

/// `muster tenant token`: needs to be told what to do.
@Command(
    name = "token",
    description = "Tokens of a tenant's SCIM endpoint.",
    synopsisSubcommandLabel = "COMMAND")
final class TenantTokenCommand {}
