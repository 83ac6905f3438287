package dev.muster.server.cli;

import dev.muster.scim.message.ScimJson;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// `muster tenant setup-link`: links by which customers connect their identity providers.
@Command(
    name = "setup-link",
    description = "Links by which a customer's administrator connects their identity provider.",
    synopsisSubcommandLabel = "COMMAND")
final class TenantSetupLinkCommand {
  private TenantSetupLinkCommand() {}

  static TenantSetupLinkCommand group() {
    return new TenantSetupLinkCommand();
  }

  /// `muster tenant setup-link create`.
  @Command(name = "create", description = "Makes a link, and shows it once.")
  static final class Create extends OfTenant {
    @Option(
        names = "--note",
        required = true,
        paramLabel = "TEXT",
        description = "For whom: its token and the audit log are called so.")
    private String note = "";

    @Option(
        names = "--days",
        paramLabel = "N",
        description = "Until it ends; 7 without it, 30 at most.")
    private Optional<Integer> days = Optional.empty();

    Create(GlobalOptions options) {
      super(options);
    }

    @Override
    public void run() {
      var body = ScimJson.object().put("note", note);
      days.ifPresent(count -> body.put("expiresInDays", count));
      var link = admin().post(path("/setup-links"), body);
      print(
          link,
          "Setup link %s, which is not shown again: %s%nIt ends at %s."
              .formatted(
                  link.path("id").asString(),
                  link.path("url").asString(),
                  link.path("expires").asString()));
    }
  }

  /// `muster tenant setup-link list`.
  @Command(name = "list", description = "Lists links: when opened, their tokens, when they end.")
  static final class Listing extends OfTenant {
    @Option(
        names = "--cursor",
        paramLabel = "CURSOR",
        description = "Where the page before said to go on.")
    private Optional<String> cursor = Optional.empty();

    Listing(GlobalOptions options) {
      super(options);
    }

    @Override
    public void run() {
      var query = cursor.map(at -> "?cursor=" + AdminClient.segment(at)).orElse("");
      var links = admin().get(path("/setup-links" + query));
      var table =
          Output.table(
              List.of("ID", "NOTE", "MADE BY", "OPENED", "TOKEN", "ENDS"),
              links.path("setupLinks"),
              Listing::row);
      print(links, table + Output.more(links).map(more -> "\n" + more).orElse(""));
    }

    private static List<String> row(JsonNode link) {
      var token = link.path("token");
      return List.of(
          link.path("id").asString(),
          link.path("note").asString(),
          link.path("createdBy").asString(),
          link.path("lastOpened").asString("never"),
          token.path("revoked").asBoolean(false) ? "revoked" : token.path("id").asString(""),
          link.has("revoked") ? "revoked" : link.path("expires").asString());
    }
  }

  /// `muster tenant setup-link revoke`.
  @Command(name = "revoke", description = "Ends a link at once; a token made by it goes on.")
  static final class Revoke extends OfTenantsOne {
    Revoke(GlobalOptions options) {
      super(options);
    }

    @Override
    public void run() {
      var gone = admin().delete(path("/setup-links/" + id()));
      print(gone, "The link leads nowhere any more. A token that was made by it goes on.");
    }
  }
}
