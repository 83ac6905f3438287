package dev.muster.server.cli;

import dev.muster.scim.message.ScimJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `muster tenant token create`.
@Command(name = "create", description = "Makes another token for a tenant; prints it, once.")
final class TenantTokenCreateCommand implements Runnable {
  static final String SCOPES =
      "read, write or users (users only); several times for several (default: read and write).";

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

  @Option(names = "--scope", paramLabel = "SCOPE", description = SCOPES)
  private List<String> scopes = new ArrayList<>();

  @Option(
      names = "--user",
      paramLabel = "ID",
      description = "Id of the user that the token acts for: what /Me is.")
  private Optional<String> user = Optional.empty();

  TenantTokenCreateCommand(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public void run() {
    var body = ScimJson.object().put("name", name);
    days.ifPresent(n -> body.put("expiresInDays", n));
    user.ifPresent(id -> body.put("userId", id));
    if (!scopes.isEmpty()) {
      scopes.forEach(body.putArray("scopes")::add);
    }
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
