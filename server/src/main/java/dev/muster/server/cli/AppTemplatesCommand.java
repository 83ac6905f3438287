package dev.muster.server.cli;

import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `muster app templates`: what is known of applications before one is connected.
@Command(name = "templates", description = "Lists the templates of applications, or shows one.")
final class AppTemplatesCommand implements Runnable {
  private final GlobalOptions options;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "TEMPLATE",
      description = "The template to show.")
  private Optional<String> name = Optional.empty();

  AppTemplatesCommand(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public void run() {
    var admin = options.adminClient();
    if (name.isPresent()) {
      var template = admin.get("/application-templates/" + AdminClient.segment(name.get()));
      options.output().print(template, text(template));
    } else {
      var templates = admin.get("/application-templates");
      options
          .output()
          .print(
              templates,
              Output.table(
                  List.of("NAME", "APPLICATION"),
                  templates.path("templates"),
                  template ->
                      List.of(
                          template.path("name").asString(), template.path("title").asString())));
    }
  }

  private static String text(JsonNode template) {
    var lines = new StringJoiner("\n");
    lines.add(template.path("title").asString());
    template.path("quirks").forEach(quirk -> lines.add("   " + quirk.asString()));
    for (var limit : template.path("rateLimits")) {
      lines.add("   limit: " + limit);
    }
    lines.add("   members in one request: " + template.path("membersPerRequest").asString());
    lines.add("   known better than it says: " + template.path("capabilities"));
    for (var mapping : template.path("mappings")) {
      lines.add("   " + mapping.path("objectType").asString());
      for (var line : mapping.path("attributes")) {
        lines.add(
            "      %s ← %s"
                .formatted(line.path("target").asString(), line.path("expression").asString()));
      }
    }
    return lines.toString();
  }
}
