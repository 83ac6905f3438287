package dev.muster.server.cli;

import dev.muster.scim.message.ScimJson;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `muster tenant oauth-client`: what Entra's OAuth 2.0 client credentials ask for, in its words.
@Command(
    name = "oauth-client",
    description = "Makes an OAuth client for a tenant; prints its credentials, once.")
final class TenantClientCreateCommand implements Runnable {
  private final GlobalOptions options;

  @Parameters(paramLabel = "TENANT", description = "Name of the tenant.")
  private String tenant = "";

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "cli",
      description = "What the client is for (default ${DEFAULT-VALUE}).")
  private String name = "";

  @Option(names = "--scope", paramLabel = "SCOPE", description = TenantTokenCreateCommand.SCOPES)
  private List<String> scopes = new ArrayList<>();

  TenantClientCreateCommand(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public void run() {
    var body = ScimJson.object().put("name", name);
    if (!scopes.isEmpty()) {
      scopes.forEach(body.putArray("scopes")::add);
    }
    var path = "/tenants/%s/oauth-clients".formatted(AdminClient.segment(tenant));
    var client = options.adminClient().post(path, body);
    var text =
        """
        Token Endpoint     %s
        Client Identifier  %s
        Client Secret      %s
        The secret is not shown again.
        """
            .formatted(
                client.path("tokenUrl").stringValue(),
                client.path("clientId").stringValue(),
                client.path("clientSecret").stringValue());
    options.output().print(client, text);
  }
}
