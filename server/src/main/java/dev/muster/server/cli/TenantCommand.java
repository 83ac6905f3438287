package dev.muster.server.cli;

import picocli.CommandLine.Command;

/// `muster tenant`: needs to be told what to do.
@Command(
    name = "tenant",
    description = "Tenants and the tokens of their SCIM endpoints.",
    synopsisSubcommandLabel = "COMMAND")
final class TenantCommand {}
