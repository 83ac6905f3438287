package dev.muster.server.cli;

import dev.muster.scim.message.ScimJson;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `muster key`: programs' keys for the admin API.
@Command(
    name = "key",
    description = "API keys: programs' own keys for the admin API.",
    synopsisSubcommandLabel = "COMMAND")
final class KeyCommand {
  private KeyCommand() {}

  static KeyCommand group() {
    return new KeyCommand();
  }

  /// `muster key create`.
  @Command(name = "create", description = "Makes a key with one role, and shows it once.")
  static final class Create implements Runnable {
    private final GlobalOptions options;

    @Parameters(paramLabel = "NAME", description = "What the audit log calls it.")
    private String name = "";

    @Option(
        names = "--role",
        required = true,
        paramLabel = "ROLE",
        description = "platform-administrator, tenant-administrator, application-owner or reader.")
    private String role = "";

    @Option(
        names = "--tenant",
        paramLabel = "TENANT",
        description = "The one tenant it is for; all without it.")
    private Optional<String> tenant = Optional.empty();

    @Option(
        names = "--application",
        paramLabel = "NAME",
        description = "The application of an application-owner.")
    private Optional<String> application = Optional.empty();

    @Option(names = "--days", paramLabel = "N", description = "Until it ends; 90 without it.")
    private Optional<Integer> days = Optional.empty();

    Create(GlobalOptions options) {
      this.options = options;
    }

    @Override
    public void run() {
      var body = ScimJson.object().put("name", name);
      var granted = body.putArray("roles").addObject().put("role", role);
      tenant.ifPresent(of -> granted.put("tenant", of));
      application.ifPresent(of -> granted.put("application", of));
      days.ifPresent(count -> body.put("expiresInDays", count));
      var key = options.adminClient().post("/api-keys", body);
      options
          .output()
          .print(
              key,
              "Key %s, which is not shown again: %s%nIt ends at %s."
                  .formatted(
                      key.path("id").asString(),
                      key.path("key").asString(),
                      key.path("expires").asString()));
    }
  }

  /// `muster key list`.
  @Command(name = "list", description = "Lists keys: their roles, when used, when they end.")
  static final class Listing implements Runnable {
    private final GlobalOptions options;

    Listing(GlobalOptions options) {
      this.options = options;
    }

    @Override
    public void run() {
      var keys = options.adminClient().get("/api-keys");
      options
          .output()
          .print(
              keys,
              Output.table(
                  List.of("ID", "NAME", "ROLES", "LAST USED", "EXPIRES", ""),
                  keys.path("apiKeys"),
                  key ->
                      List.of(
                          key.path("id").asString(),
                          key.path("name").asString(),
                          roles(key.path("roles")),
                          key.path("lastUsed").asString("never"),
                          key.path("expires").asString(),
                          key.has("revoked") ? "revoked" : "")));
    }

    private static String roles(JsonNode roles) {
      return roles
          .valueStream()
          .map(role -> role.valueStream().map(JsonNode::asString).collect(Collectors.joining(":")))
          .collect(Collectors.joining(" "));
    }
  }

  /// `muster key revoke`.
  @Command(name = "revoke", description = "Ends a key at once.")
  static final class Revoke implements Runnable {
    private final GlobalOptions options;

    @Parameters(paramLabel = "ID", description = "The key's id, as key list shows it.")
    private String id = "";

    Revoke(GlobalOptions options) {
      this.options = options;
    }

    @Override
    public void run() {
      var gone = options.adminClient().delete("/api-keys/" + AdminClient.segment(id));
      options.output().print(gone, "Key %s opens nothing any more.".formatted(id));
    }
  }
}
