package dev.muster.server.cli;

import dev.muster.scim.message.ScimJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `muster schema index`: filters on an attribute no longer read every resource.
@Command(name = "index", description = "Gives an attribute an index, or takes it away.")
final class SchemaIndexCommand implements Runnable {
  private final GlobalOptions options;

  @Parameters(index = "0", paramLabel = "TENANT", description = "The tenant's name.")
  private String tenant = "";

  @Parameters(
      index = "1",
      paramLabel = "ATTRIBUTE",
      description = "With the URN of its schema, such as urn:example:2.0:Device:serial.")
  private String attribute = "";

  @Option(names = "--remove", description = "Takes the index away.")
  private boolean remove;

  SchemaIndexCommand(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public void run() {
    var admin = options.adminClient();
    var path = "/tenants/" + AdminClient.segment(tenant) + "/indexes";
    if (remove) {
      admin.delete(path + "/" + AdminClient.segment(attribute));
      options
          .output()
          .print(ScimJson.object(), "\"%s\" has no index any more.".formatted(attribute));
    } else {
      var indexes = admin.post(path, ScimJson.object().put("attribute", attribute));
      options
          .output()
          .print(
              indexes,
              "\"%s\" is indexed; \"muster schema list %s\" says how far it is."
                  .formatted(attribute, tenant));
    }
  }
}
