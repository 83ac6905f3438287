package dev.muster.server.cli;

import dev.muster.conformance.Conformance;
import dev.muster.conformance.ConformanceOptions;
import dev.muster.conformance.check.CheckResult;
import dev.muster.conformance.http.NoAnswer;
import dev.muster.conformance.report.HtmlReport;
import dev.muster.conformance.report.JUnitReport;
import dev.muster.conformance.report.JsonReport;
import dev.muster.conformance.report.Report;
import dev.muster.conformance.report.TableReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `muster check URL`: checks any SCIM service provider. Exit status 0 when nothing failed, 1 on
/// failures, 2 when it was called wrongly.
@Command(
    name = "check",
    description = {
      "Checks a SCIM service provider against the RFCs and what identity providers need.",
      "It makes resources whose names begin with \"check-\" and removes them again."
    })
final class CheckCommand implements Callable<Integer> {
  private final GlobalOptions options;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private final CheckSelection selection = new CheckSelection();

  @Parameters(
      paramLabel = "URL",
      description = "SCIM base URL, such as https://app.example/scim/v2")
  private String url = "";

  @Option(
      names = "--format",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
  private Format format = Format.TABLE;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Where the report goes (default: standard output).")
  private Optional<Path> file = Optional.empty();

  CheckCommand(GlobalOptions options) {
    this.options = options;
  }

  /// In which form the results are given.
  enum Format {
    TABLE,
    JUNIT,
    HTML,
    JSON
  }

  @Override
  public Integer call() {
    var report = run(conformanceOptions());
    write(render(report));
    return report.isFailed() ? 1 : 0;
  }

  private ConformanceOptions conformanceOptions() {
    var token =
        options
            .token()
            .orElseThrow(
                () -> wrong("--token: the provider's bearer token is needed (or MUSTER_TOKEN)"));
    try {
      return selection.options(URI.create(url), token);
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private Report run(ConformanceOptions checks) {
    var err = spec.commandLine().getErr();
    try {
      return Conformance.run(checks, result -> progress(err, result));
    } catch (NoAnswer e) {
      throw new CommandException("check: " + e.reason());
    }
  }

  // One line for what is not well, so that a long run can be watched.
  private static void progress(PrintWriter err, CheckResult result) {
    var word = result.outcome().word();
    if (word.equals("failed") || word.equals("warning")) {
      err.printf("%-8s %s%n", word, result.id());
      err.flush();
    }
  }

  private String render(Report report) {
    return switch (format) {
      case TABLE -> TableReport.render(report, file.isEmpty() && Ansi.AUTO.enabled());
      case JUNIT -> JUnitReport.render(report);
      case HTML -> HtmlReport.render(report);
      case JSON -> JsonReport.render(report);
    };
  }

  private void write(String text) {
    if (file.isEmpty()) {
      options.output().writer().print(text);
      options.output().writer().flush();
      return;
    }
    try {
      Files.writeString(file.orElseThrow(), text);
    } catch (IOException e) {
      throw new UncheckedIOException("--report: " + e.getMessage(), e);
    }
  }
}
