package dev.muster.server.cli;

import java.util.List;
import java.util.StringJoiner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `muster schema list`: resource types with their schemas, and what has an index.
@Command(name = "list", description = "Lists a tenant's resource types, schemas and indexes.")
final class SchemaListCommand implements Runnable {
  private final GlobalOptions options;

  @Parameters(paramLabel = "TENANT", description = "The tenant's name.")
  private String tenant = "";

  SchemaListCommand(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public void run() {
    var admin = options.adminClient();
    var path = "/tenants/" + AdminClient.segment(tenant);
    var set = admin.get(path + "/schema-set");
    set.set("indexes", admin.get(path + "/indexes").path("indexes"));
    options.output().print(set, types(set) + "\n\n" + indexes(set));
  }

  private static String types(JsonNode set) {
    return Output.table(
        List.of("RESOURCE TYPE", "ENDPOINT", "SCHEMAS"),
        set.path("resourceTypes"),
        type -> {
          var schemas = new StringJoiner(", ");
          schemas.add(type.path("schema").asString());
          for (var extension : type.path("schemaExtensions")) {
            schemas.add(
                extension.path("schema").asString()
                    + (extension.path("required").asBoolean() ? " (required)" : ""));
          }
          return List.of(
              type.path("name").asString(), type.path("endpoint").asString(), schemas.toString());
        });
  }

  private static String indexes(JsonNode set) {
    return Output.table(
        List.of("INDEX OF", "ATTRIBUTE", "UNIQUE", "STATE"),
        set.path("indexes"),
        index -> {
          var progress =
              index.has("total")
                  ? " %s of about %s"
                      .formatted(index.path("done").asString(), index.path("total").asString())
                  : "";
          return List.of(
              index.path("resourceType").asString(),
              index.path("attribute").asString(),
              index.path("unique").asBoolean(false) ? "yes" : "",
              index.path("state").asString() + progress);
        });
  }
}
