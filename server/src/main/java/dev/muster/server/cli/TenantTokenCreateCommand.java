package dev.muster.server.cli;

import dev.muster.scim.message.ScimJson;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `muster tenant token create`.
@Command(name = "create", description = "Makes another token for a tenant; prints it, once.")
final class TenantTokenCreateCommand implements Runnable {
  private final GlobalOptions options;

  @Parameters(paramLabel = "TENANT", description = "Name of the tenant.")
  private String tenant = "";

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "cli",
      description = "What the token is for (default ${DEFAULT-VALUE}).")
  private String name = "";

  @Option(
      names = "--expires-in-days",
      paramLabel = "N",
      description = "When it stops working (default: never).")
  private Optional<Integer> days = Optional.empty();

  TenantTokenCreateCommand(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public void run() {
    var body = ScimJson.object().put("name", name);
    days.ifPresent(n -> body.put("expiresInDays", n));
    var path = "/tenants/%s/tokens".formatted(AdminClient.segment(tenant));
    var token = options.adminClient().post(path, body);
    var text =
        """
        Secret Token  %s
        The token is not shown again.
        """
            .formatted(token.path("token").stringValue());
    options.output().print(token, text);
  }
}
