package dev.muster.server.cli;

import dev.muster.scim.message.ScimJson;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// `muster app attributes`: Entra's target attribute list.
@Command(
    name = "attributes",
    description = "Lists the attributes that an application has, for use in mappings.")
final class AppAttributesCommand implements Runnable {
  private final GlobalOptions options;

  @Mixin private final JobParameters job = new JobParameters();

  @Option(names = "--discover", description = "Read them from the application first.")
  private boolean discover;

  AppAttributesCommand(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public void run() {
    var admin = options.adminClient();
    var path = job.path() + "/target-attributes";
    var attributes = discover ? admin.post(path + "/discover", ScimJson.object()) : admin.get(path);
    var text = new StringBuilder();
    attributes.path("notes").forEach(note -> text.append(note.asString()).append('\n'));
    text.append(
        Output.table(
            List.of("TYPE", "PATH", "KIND", "PROPERTIES"),
            attributes.path("attributes"),
            AppAttributesCommand::row));
    options.output().print(attributes, text.toString());
  }

  private static List<String> row(JsonNode attribute) {
    var properties = new StringBuilder();
    for (var property : List.of("multiValued", "required", "caseExact")) {
      if (attribute.path(property).asBoolean(false)) {
        properties.append(property).append(' ');
      }
    }
    return List.of(
        attribute.path("objectType").asString(),
        attribute.path("path").asString(),
        attribute.path("type").asString(),
        properties.append(attribute.path("mutability").asString("")).toString());
  }
}
