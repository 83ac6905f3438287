package dev.muster.server.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `muster app mappings`: what an application gets, and for whom.
@Command(
    name = "mappings",
    description = "Shows mappings, scoping filters and roles as JSON, or changes them.")
final class AppMappingsCommand implements Runnable {
  private final GlobalOptions options;

  @Mixin private final JobParameters job = new JobParameters();

  @Option(
      names = "--set",
      paramLabel = "FILE",
      description = "Changes what the file names, and leaves everything else as it is.")
  private Optional<Path> set = Optional.empty();

  AppMappingsCommand(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public void run() {
    var path = job.path() + "/mappings";
    var admin = options.adminClient();
    var shown =
        set.map(file -> admin.patch(path, JsonFile.read(file))).orElseGet(() -> admin.get(path));
    options.output().print(shown, set.isPresent() ? "Changed." : shown.toPrettyString());
  }
}
