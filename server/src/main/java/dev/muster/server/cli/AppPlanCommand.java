package dev.muster.server.cli;

import dev.muster.scim.message.ScimJson;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/// `muster app plan`: a plan to look at, and what is to become of it.
@Command(
    name = "plan",
    description = "Shows what a job would do, or the plan that waits; approves or rejects it.")
final class AppPlanCommand implements Callable<Integer> {
  private static final int CHANGES = 3;
  private static final int HELD = 4;

  private final GlobalOptions options;

  @Mixin private final JobParameters job = new JobParameters();
  @Mixin private final PlanQuery query = new PlanQuery();

  @ArgGroup private Decision decision = new Decision();

  @Option(
      names = "--exit-code",
      description =
          "Exit with 0 if there is nothing to do, 3 if there are changes, 4 if they would be or are held.")
  private boolean exitCode;

  /// What is to be done; one at most.
  static final class Decision {
    @Option(names = "--approve", description = "Apply the plan that waits.")
    private boolean approve;

    @Option(names = "--reject", description = "Do not apply it.")
    private boolean reject;

    @Option(
        names = "--dry-run",
        description = "Plan now without applying: nothing is sent but questions.")
    private boolean dryRun;

    @Option(names = "--number", paramLabel = "N", description = "Show the plan of this cycle.")
    private Optional<Long> number = Optional.empty();
  }

  AppPlanCommand(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public Integer call() {
    var admin = options.adminClient();
    if (decision.approve) {
      var asked = admin.post(job.path() + "/plan/approve", ScimJson.object());
      var cycle = watch(admin).await(job.path(), asked);
      options.output().print(cycle, CycleWatch.summary(cycle));
      return 0;
    }
    if (decision.reject) {
      var cycle = admin.post(job.path() + "/plan/reject", ScimJson.object());
      options.output().print(cycle, "Rejected plan " + cycle.path("number").asString() + ".");
      return 0;
    }
    var plan = plan(admin);
    options
        .output()
        .print(plan, plan.has("number") ? PlanText.of(plan) : "no plan waits for approval");
    return exitCode ? status(plan) : 0;
  }

  private ObjectNode plan(AdminClient admin) {
    if (decision.dryRun) {
      var asked = admin.post(job.path() + "/previews", ScimJson.object());
      var preview = watch(admin).await(job.path(), asked);
      return admin.get(job.path() + "/plans/" + preview.path("number").asString() + query.query());
    }
    if (decision.number.isPresent()) {
      return admin.get(job.path() + "/plans/" + decision.number.get() + query.query());
    }
    var waits = admin.get(job.path()).path("planWaits").booleanValue(false);
    return waits ? admin.get(job.path() + "/plan" + query.query()) : ScimJson.object();
  }

  private CycleWatch watch(AdminClient admin) {
    return new CycleWatch(admin, options.output().writer(), false);
  }

  private static int status(ObjectNode plan) {
    var held =
        plan.path("state").asString("").equals("parked")
            || plan.path("notes")
                .valueStream()
                .anyMatch(note -> note.asString().startsWith("it would be held"));
    if (held) {
      return HELD;
    }
    return PlanText.changes(plan) > 0 ? CHANGES : 0;
  }
}
