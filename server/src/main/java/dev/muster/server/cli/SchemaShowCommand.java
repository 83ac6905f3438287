package dev.muster.server.cli;

import dev.muster.scim.message.ScimJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `muster schema show`: the document that `muster schema apply` takes.
@Command(name = "show", description = "Prints all definitions of a tenant as one JSON document.")
final class SchemaShowCommand implements Runnable {
  private final GlobalOptions options;

  @Parameters(paramLabel = "TENANT", description = "The tenant's name.")
  private String tenant = "";

  SchemaShowCommand(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public void run() {
    var set = options.adminClient().get("/tenants/" + AdminClient.segment(tenant) + "/schema-set");
    options
        .output()
        .print(set, ScimJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(set));
  }
}
