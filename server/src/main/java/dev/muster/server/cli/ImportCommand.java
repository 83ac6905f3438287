package dev.muster.server.cli;

import dev.muster.server.jobs.ImportRoutes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/// `muster import`: an HR file into a tenant's directory.
@Command(name = "import", description = "Imports an HR file (CSV) into a tenant's directory.")
final class ImportCommand implements Callable<Integer> {
  private final GlobalOptions options;

  @Parameters(index = "0", paramLabel = "TENANT", description = "The tenant's name.")
  private String tenant = "";

  @Parameters(
      index = "1",
      paramLabel = "FILE",
      description = "Columns employee_id and user_name, and others as you have them.")
  private Path file = Path.of("");

  ImportCommand(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public Integer call() {
    var admin = options.adminClient();
    var path = "/tenants/" + AdminClient.segment(tenant);
    var name = AdminClient.segment(file.getFileName().toString());
    var upload = admin.put(path + "/hr-file?name=" + name, read());
    var job = path + "/jobs/" + ImportRoutes.JOB;
    var cycle =
        new CycleWatch(admin, options.output().writer(), false)
            .runAfter(job, upload.path("lastCycle").asLong());
    var json = upload.deepCopy();
    json.set("cycle", cycle);
    options.output().print(json, text(upload, cycle));
    return clean(upload, cycle) ? 0 : 1;
  }

  private byte[] read() {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new CommandException("there is no file \"%s\"".formatted(file), e);
    } catch (IOException e) {
      throw new CommandException("\"%s\" cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static boolean clean(ObjectNode upload, ObjectNode cycle) {
    return upload.path("problems").isEmpty()
        && cycle.path("performed").path("failed").asLong() == 0
        && !cycle.path("state").asString("").equals("parked");
  }

  private static String text(ObjectNode upload, ObjectNode cycle) {
    var lines = new StringJoiner("\n");
    lines.add("%,d people read.".formatted(upload.path("rows").asLong()));
    upload.path("problems").forEach(problem -> lines.add("   " + problem.asString()));
    if (!upload.path("complete").booleanValue()) {
      lines.add("The file is not complete: nobody is taken for a leaver.");
    }
    lines.add(CycleWatch.summary(cycle));
    if (cycle.path("state").asString("").equals("parked")) {
      cycle.path("notes").forEach(note -> lines.add("   " + note.asString()));
      lines.add("The plan is parked: see \"muster app plan\".");
    }
    return lines.toString();
  }
}
