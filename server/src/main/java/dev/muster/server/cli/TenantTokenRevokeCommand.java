package dev.muster.server.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `muster tenant token revoke`.
@Command(name = "revoke", description = "Removes a token: it stops working at once.")
final class TenantTokenRevokeCommand implements Runnable {
  private final GlobalOptions options;

  @Parameters(index = "0", paramLabel = "TENANT", description = "Name of the tenant.")
  private String tenant = "";

  @Parameters(index = "1", paramLabel = "ID", description = "The token's id, as \"list\" shows it.")
  private String id = "";

  TenantTokenRevokeCommand(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public void run() {
    var path =
        "/tenants/%s/tokens/%s".formatted(AdminClient.segment(tenant), AdminClient.segment(id));
    var gone = options.adminClient().delete(path);
    options.output().print(gone, "Token %s of %s works no more.".formatted(id, tenant));
  }
}
