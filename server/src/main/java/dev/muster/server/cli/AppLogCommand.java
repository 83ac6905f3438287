package dev.muster.server.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `muster app log`: the provisioning log — why one person cannot log in.
@Command(name = "log", description = "Shows the provisioning log, newest first.")
final class AppLogCommand implements Runnable {
  private final GlobalOptions options;

  @Mixin private final JobParameters job = new JobParameters();
  @Mixin private final LogOptions search = new LogOptions();

  @Option(
      names = "--change",
      paramLabel = "ID",
      description = "One change, with its steps and the requests that it took.")
  private Optional<String> change = Optional.empty();

  @Option(
      names = "--export",
      paramLabel = "FILE",
      description = "Writes all that fit into a file instead.")
  private Optional<Path> export = Optional.empty();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "json",
      description = "Of the file: json, csv, csvSteps or csvModifiedProperties.")
  private String format = "json";

  AppLogCommand(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public void run() {
    var admin = options.adminClient();
    if (change.isPresent()) {
      var entry = admin.get(job.tenantPath() + "/log/" + AdminClient.segment(change.get()));
      options.output().print(entry, LogText.whole(entry));
    } else if (export.isPresent()) {
      admin.download(
          job.path() + "/log/export?format=" + format + "&" + search.query(), export.get());
    } else {
      var log = admin.get(job.path() + "/log?" + search.query());
      options.output().print(log, LogText.of(log));
    }
  }
}
