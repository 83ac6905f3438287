package dev.muster.server.cli;

import dev.muster.scim.message.ScimJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `muster tenant token rotate`.
@Command(
    name = "rotate",
    description = "Makes a token's successor; the old one works on for a while.")
final class TenantTokenRotateCommand implements Runnable {
  private final GlobalOptions options;

  @Parameters(index = "0", paramLabel = "TENANT", description = "Name of the tenant.")
  private String tenant = "";

  @Parameters(index = "1", paramLabel = "ID", description = "The token's id, as \"list\" shows it.")
  private String id = "";

  @Option(
      names = "--overlap-hours",
      paramLabel = "N",
      defaultValue = "24",
      description = "How long the old token works on (default ${DEFAULT-VALUE}).")
  private int overlapHours;

  TenantTokenRotateCommand(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public void run() {
    var path =
        "/tenants/%s/tokens/%s/rotate"
            .formatted(AdminClient.segment(tenant), AdminClient.segment(id));
    var body = ScimJson.object().put("overlapHours", overlapHours);
    var token = options.adminClient().post(path, body);
    var text =
        """
        Secret Token  %s
        The token is not shown again; the old one works for %d more hours.
        """
            .formatted(token.path("token").stringValue(), overlapHours);
    options.output().print(token, text);
  }
}
