package dev.muster.server.cli;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `muster tenant token list`.
@Command(name = "list", description = "Lists a tenant's tokens: when used, when they expire.")
final class TenantTokenListCommand implements Runnable {
  private final GlobalOptions options;

  @Parameters(paramLabel = "TENANT", description = "Name of the tenant.")
  private String tenant = "";

  TenantTokenListCommand(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public void run() {
    var path = "/tenants/%s/tokens".formatted(AdminClient.segment(tenant));
    var tokens = options.adminClient().get(path);
    options
        .output()
        .print(
            tokens,
            Output.table(
                List.of("ID", "NAME", "SCOPES", "LAST USED", "EXPIRES", ""),
                tokens.path("tokens"),
                TenantTokenListCommand::row));
  }

  private static List<String> row(JsonNode token) {
    var scopes =
        token
            .path("scopes")
            .valueStream()
            .map(JsonNode::stringValue)
            .collect(Collectors.joining(" "));
    return List.of(
        token.path("id").stringValue(),
        token.path("name").stringValue(),
        scopes,
        token.path("lastUsed").asString("never"),
        token.path("expires").asString("never"),
        token.path("warning").asString(""));
  }
}
