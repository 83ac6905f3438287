package dev.muster.server.cli;

import dev.muster.scim.message.ScimJson;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `muster app schema`: an application's mappings as the synchronization schema of Entra.
@Command(
    name = "schema",
    description = "Mappings and scoping filters as Entra's synchronization schema.",
    synopsisSubcommandLabel = "COMMAND")
final class AppSchemaCommand {
  private AppSchemaCommand() {}

  static AppSchemaCommand group() {
    return new AppSchemaCommand();
  }

  /// `muster app schema export`.
  @Command(name = "export", description = "Writes the mappings as Entra's synchronization schema.")
  static final class Export implements Runnable {
    private final GlobalOptions options;

    @Mixin private final JobParameters job = new JobParameters();

    @Option(names = "--file", paramLabel = "FILE", description = "Where to; else it is printed.")
    private Optional<Path> file = Optional.empty();

    Export(GlobalOptions options) {
      this.options = options;
    }

    @Override
    public void run() {
      var schema = options.adminClient().get(job.path() + "/schema");
      file.ifPresent(path -> JsonFile.write(path, schema));
      options
          .output()
          .print(schema, file.map(path -> "Written to " + path).orElseGet(schema::toPrettyString));
    }
  }

  /// `muster app schema import`.
  @Command(
      name = "import",
      description = "Replaces the mappings by those of a schema that was exported from Entra.")
  static final class Import implements Runnable {
    private final GlobalOptions options;

    @Mixin private final JobParameters job = new JobParameters();

    @Parameters(index = "2", paramLabel = "FILE", description = "The schema.")
    private Path file = Path.of("");

    @Option(
        names = "--name",
        paramLabel = "ENTRA=PATH",
        description = "Where an attribute of Entra stands in the directory: mailNickname=nickName.")
    private Map<String, String> names = new LinkedHashMap<>();

    @Option(names = "--dry-run", description = "Says what would be carried over and what not.")
    private boolean dryRun;

    Import(GlobalOptions options) {
      this.options = options;
    }

    @Override
    public void run() {
      var body = ScimJson.object().put("dryRun", dryRun);
      body.set("schema", JsonFile.read(file));
      var renamed = body.putObject("names");
      names.forEach(renamed::put);
      var report = options.adminClient().post(job.path() + "/schema/import", body);
      options.output().print(report, text(report));
    }

    private static String text(JsonNode report) {
      var lines = new StringJoiner("\n");
      for (var mapping : report.path("mappings")) {
        lines.add(
            "   %ss: %d attributes, %d scoping filters"
                .formatted(
                    mapping.path("objectType").asString(),
                    mapping.path("attributes").size(),
                    mapping.path("filters").size()));
      }
      report.path("notes").forEach(note -> lines.add(" ! " + note.asString()));
      lines.add(report.path("imported").asBoolean() ? "Imported." : "Nothing was changed.");
      return lines.toString();
    }
  }
}
