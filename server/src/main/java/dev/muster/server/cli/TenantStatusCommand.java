package dev.muster.server.cli;

import dev.muster.scim.message.ScimJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `muster tenant suspend` and `resume`.
abstract class TenantStatusCommand implements Runnable {
  private final GlobalOptions options;
  private final String action;

  @Parameters(paramLabel = "TENANT", description = "Name of the tenant.")
  private String tenant = "";

  private TenantStatusCommand(GlobalOptions options, String action) {
    this.options = options;
    this.action = action;
  }

  @Override
  public void run() {
    var path = "/tenants/%s/%s".formatted(AdminClient.segment(tenant), action);
    var now = options.adminClient().post(path, ScimJson.object());
    options
        .output()
        .print(now, "Tenant %s is %s.".formatted(tenant, now.path("status").stringValue()));
  }

  @Command(
      name = "suspend",
      description = "Answers a tenant's requests with 503 until it is resumed; nothing is lost.")
  static final class Suspend extends TenantStatusCommand {
    Suspend(GlobalOptions options) {
      super(options, "suspend");
    }
  }

  @Command(name = "resume", description = "Serves a suspended tenant again.")
  static final class Resume extends TenantStatusCommand {
    Resume(GlobalOptions options) {
      super(options, "resume");
    }
  }
}
