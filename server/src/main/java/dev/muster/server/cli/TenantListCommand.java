package dev.muster.server.cli;

import java.util.List;
import picocli.CommandLine.Command;

/// `muster tenant list`.
@Command(name = "list", description = "Lists the tenants.")
final class TenantListCommand implements Runnable {
  private final GlobalOptions options;

  TenantListCommand(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public void run() {
    var tenants = options.adminClient().get("/tenants");
    options
        .output()
        .print(
            tenants,
            Output.table(
                List.of("NAME", "STATUS", "TENANT URL", "CREATED"),
                tenants.path("tenants"),
                tenant ->
                    List.of(
                        tenant.path("name").stringValue(),
                        tenant.path("status").stringValue(),
                        tenant.path("tenantUrl").stringValue(),
                        tenant.path("created").stringValue())));
  }
}
