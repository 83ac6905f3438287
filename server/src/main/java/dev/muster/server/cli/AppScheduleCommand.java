package dev.muster.server.cli;

import dev.muster.scim.message.ScimJson;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `muster app schedule`: when a job runs by itself.
@Command(
    name = "schedule",
    description = "Says when a job runs: after each change, at an interval, or by cron.")
final class AppScheduleCommand implements Runnable {
  private final GlobalOptions options;

  @Mixin private final JobParameters job = new JobParameters();

  @Option(
      names = "--push",
      negatable = true,
      description = "Run at once after each change (the default without --cron).")
  private Optional<Boolean> push = Optional.empty();

  @Option(
      names = "--every",
      paramLabel = "DURATION",
      description = "Run after so long in any case, such as PT40M.")
  private Optional<String> every = Optional.empty();

  @Option(
      names = "--cron",
      paramLabel = "CRON",
      description =
          "Run at these times: minute, hour, day of month, month, day of week; \"\" ends it.")
  private Optional<String> cron = Optional.empty();

  @Option(names = "--time-zone", paramLabel = "ZONE", description = "In which the times are meant.")
  private Optional<String> zone = Optional.empty();

  AppScheduleCommand(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public void run() {
    var patch = ScimJson.object();
    every.ifPresent(duration -> patch.put("interval", duration));
    if (push.isPresent() || cron.isPresent() || zone.isPresent()) {
      var schedule = patch.putObject("schedule");
      // Times alone, unless push is asked for as well.
      push.or(() -> cron.map(String::isEmpty)).ifPresent(on -> schedule.put("push", on));
      cron.ifPresent(times -> {
        if (times.isEmpty()) {
          schedule.putNull("cron");
        } else {
          schedule.put("cron", times);
        }
      });
      zone.ifPresent(name -> schedule.put("timeZone", name));
    }
    var rules = options.adminClient().patch(job.path() + "/rules", patch);
    options.output().print(rules, AppRulesCommand.text(rules));
  }
}
