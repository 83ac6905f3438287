package dev.muster.server.cli;

import java.nio.file.Path;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/// `muster schema apply`: makes a document the tenant's definitions, as a whole or not at all.
@Command(
    name = "apply",
    description = "Makes a JSON document the definitions of a tenant: all of it or nothing.")
final class SchemaApplyCommand implements Callable<Integer> {
  private final GlobalOptions options;

  @Parameters(index = "0", paramLabel = "TENANT", description = "The tenant's name.")
  private String tenant = "";

  @Parameters(
      index = "1",
      paramLabel = "FILE",
      description =
          "\"schemas\", \"resourceTypes\" and \"indexed\", as \"schema show\" prints them.")
  private Path file = Path.of("");

  @Option(names = "--dry-run", description = "Says what would change and what is in the way.")
  private boolean dryRun;

  SchemaApplyCommand(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public Integer call() {
    // Whoever asks to apply wants to know what it was, too.
    var path = "/tenants/" + AdminClient.segment(tenant) + "/schema-set";
    var set = JsonFile.read(file);
    var report = options.adminClient().put(path + "?dryRun=true", set);
    if (!dryRun && report.path("possible").asBoolean()) {
      options.adminClient().put(path, set);
    }
    options.output().print(report, text(report));
    return report.path("possible").asBoolean() ? 0 : 1;
  }

  private String text(ObjectNode report) {
    var lines = new StringJoiner("\n");
    report.path("changes").forEach(change -> lines.add("   " + change.path("change").asString()));
    report.path("refusals").forEach(refusal -> lines.add(" ! " + refusal.asString()));
    if (report.path("changes").isEmpty()) {
      lines.add("Nothing changes.");
    } else if (!report.path("possible").asBoolean()) {
      lines.add("Refused; nothing was changed.");
    } else {
      lines.add(dryRun ? "Possible; nothing was changed." : "Changed.");
    }
    return lines.toString();
  }
}
