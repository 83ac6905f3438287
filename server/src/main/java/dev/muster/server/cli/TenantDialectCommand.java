package dev.muster.server.cli;

import dev.muster.scim.message.ScimJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/// `muster tenant dialect`.
@Command(name = "dialect", description = "Shows or sets a tenant's dialect rules.")
final class TenantDialectCommand implements Runnable {
  private final GlobalOptions options;

  @Parameters(index = "0", paramLabel = "TENANT", description = "Name of the tenant.")
  private String tenant = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "PRESET",
      description = "auto, rfc, or the client's: entra, okta, onelogin, jumpcloud.")
  private Optional<String> preset = Optional.empty();

  @Option(
      names = "--on",
      paramLabel = "RULE",
      description = "A rule that is on beyond the preset's; may be given several times.")
  private List<String> on = new ArrayList<>();

  @Option(
      names = "--off",
      paramLabel = "RULE",
      description = "A rule that is off; may be given several times.")
  private List<String> off = new ArrayList<>();

  TenantDialectCommand(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public void run() {
    var path = "/tenants/%s/settings".formatted(AdminClient.segment(tenant));
    var admin = options.adminClient();
    var changes = preset.isPresent() || !on.isEmpty() || !off.isEmpty();
    var settings = changes ? admin.patch(path, change()) : admin.get(path);
    var dialect = settings.path("dialect");
    options.output().print(settings, ScimJson.write(dialect));
  }

  private ObjectNode change() {
    var change = ScimJson.object();
    var dialect = change.putObject("dialect");
    preset.ifPresent(name -> dialect.put("preset", name));
    on.forEach(dialect.putArray("on")::add);
    off.forEach(dialect.putArray("off")::add);
    return change;
  }
}
