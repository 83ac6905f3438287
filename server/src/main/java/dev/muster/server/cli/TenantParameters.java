package dev.muster.server.cli;

import picocli.CommandLine.Parameters;

/// The tenant that a command is about.
final class TenantParameters {
  @Parameters(index = "0", paramLabel = "TENANT", description = "Name of the tenant.")
  private String tenant = "";

  /// Of the tenant in the admin API.
  String path() {
    return "/tenants/" + AdminClient.segment(tenant);
  }
}
