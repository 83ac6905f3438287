package dev.muster.server.cli;

import dev.muster.scim.message.ScimJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `muster tenant create`: what Entra's and Okta's consoles ask for, in their words.
@Command(name = "create", description = "Makes a tenant; prints its URL and a token, once.")
final class TenantCreateCommand implements Runnable {
  private final GlobalOptions options;

  @Parameters(
      paramLabel = "NAME",
      description = "1 to 63 lower-case letters, digits and inner hyphens.")
  private String name = "";

  TenantCreateCommand(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public void run() {
    var tenant = options.adminClient().post("/tenants", ScimJson.object().put("name", name));
    var url = tenant.path("tenantUrl").stringValue();
    var token = tenant.path("token").stringValue();
    var text =
        """
        Tenant URL    %s
        Secret Token  %s
        The token is not shown again.
        """
            .formatted(url, token);
    options.output().print(ScimJson.object().put("tenantUrl", url).put("token", token), text);
  }
}
