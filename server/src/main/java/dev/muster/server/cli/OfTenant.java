package dev.muster.server.cli;

import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/// A command about something of a tenant.
abstract class OfTenant implements Runnable {
  private final GlobalOptions options;
  @Mixin private final TenantParameters tenant = new TenantParameters();

  OfTenant(GlobalOptions options) {
    this.options = options;
  }

  final AdminClient admin() {
    return options.adminClient();
  }

  /// A path in the admin API below the tenant's.
  final String path(String below) {
    return tenant.path() + below;
  }

  final void print(JsonNode json, String text) {
    options.output().print(json, text);
  }
}
