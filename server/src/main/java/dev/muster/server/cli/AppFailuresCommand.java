package dev.muster.server.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `muster app failures`: objects that wait for another attempt.
@Command(name = "failures", description = "Lists objects that failed, with their next attempt.")
final class AppFailuresCommand implements Runnable {
  private final GlobalOptions options;

  @Mixin private final JobParameters job = new JobParameters();

  @Option(names = "--given-up", description = "Only those that are not tried again by themselves.")
  private boolean givenUp;

  @Option(names = "--limit", paramLabel = "N", defaultValue = "100", description = "How many.")
  private int limit;

  AppFailuresCommand(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public void run() {
    var failures =
        options.adminClient().get(job.path() + "/failures?limit=" + limit + "&givenUp=" + givenUp);
    options
        .output()
        .print(
            failures,
            Output.table(
                List.of("TYPE", "ENTRY", "ERROR", "ATTEMPTS", "NEXT", "DETAIL"),
                failures.path("failures"),
                failure ->
                    List.of(
                        failure.path("objectType").asString(),
                        failure.path("sourceId").asString(),
                        failure.path("errorCode").asString(),
                        failure.path("attempts").asString(),
                        failure.path("nextAttempt").asString("given up"),
                        failure.path("detail").asString())));
  }
}
