package dev.muster.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `muster sync`: a cycle now, rather than when it is due.
@Command(name = "sync", description = "Runs a job's cycle now and waits for its end.")
final class SyncCommand implements Callable<Integer> {
  private final GlobalOptions options;

  @Mixin private final JobParameters job = new JobParameters();

  SyncCommand(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public Integer call() {
    var admin = options.adminClient();
    var cycle = new CycleWatch(admin, options.output().writer(), false).run(job.path());
    options.output().print(cycle, CycleWatch.summary(cycle));
    var state = cycle.path("state").asString("done");
    return state.equals("done") && cycle.path("performed").path("failed").asLong() == 0 ? 0 : 1;
  }
}
