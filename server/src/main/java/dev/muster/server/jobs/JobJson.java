package dev.muster.server.jobs;

import dev.muster.client.ConnectionReport;
import dev.muster.provisioning.cycle.Cycle;
import dev.muster.provisioning.cycle.CycleProgress;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.plan.AttributeChange;
import dev.muster.provisioning.plan.PlanCounts;
import dev.muster.provisioning.plan.PlannedAction;
import dev.muster.provisioning.plan.ProvisioningAction;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.Keywords;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// Jobs, cycles, plans and log entries as the admin API shows them.
public final class JobJson {
  private JobJson() {}

  public static ObjectNode of(ProvisioningJob job) {
    var json =
        ScimJson.object()
            .put("name", job.name())
            .put("kind", Keywords.of(job.kind()))
            .put("status", Keywords.of(job.status()))
            .put("watermark", job.watermark())
            .put("initialCycleDue", job.initialCycleDue());
    job.quarantine()
        .ifPresent(quarantine ->
            json.putObject("quarantine")
                .put("reason", quarantine.reason())
                .put("detail", quarantine.detail())
                .put("began", quarantine.began().toString())
                .put("seriesCount", quarantine.seriesCount())
                .put("nextAttempt", quarantine.nextAttempt().toString()));
    return json;
  }

  public static ObjectNode of(Cycle cycle) {
    var json =
        ScimJson.object()
            .put("number", cycle.number())
            .put("kind", Keywords.of(cycle.kind()))
            .put("initial", cycle.initial())
            .put("state", Keywords.of(cycle.state()))
            .put("requests", cycle.requests())
            .put("began", cycle.began().toString());
    cycle.ended().ifPresent(ended -> json.put("ended", ended.toString()));
    json.set("planned", of(cycle.planned()));
    json.set("performed", of(cycle.performed()));
    cycle.notes().forEach(json.putArray("notes")::add);
    return json;
  }

  /// With how many changes a second are made, and for how long the rest takes at that pace.
  static ObjectNode of(CycleProgress.Snapshot progress, Instant now) {
    var seconds = Duration.between(progress.began(), now).toMillis() / 1000.0;
    var json =
        ScimJson.object()
            .put("phase", Keywords.of(progress.phase()))
            .put("total", progress.total())
            .put("done", progress.done())
            .put("failed", progress.failed())
            .put("began", progress.began().toString());
    if (progress.phase() == CycleProgress.Phase.APPLYING && progress.done() > 0 && seconds > 0) {
      var perSecond = progress.done() / seconds;
      json.put("perSecond", Math.round(perSecond * 10) / 10.0)
          .put(
              "secondsLeft",
              Math.round(Math.max(0, progress.total() - progress.done()) / perSecond));
    }
    return json;
  }

  static ObjectNode of(ConnectionReport report) {
    var json = ScimJson.object().put("passed", report.passed());
    var checks = json.putArray("checks");
    report
        .checks()
        .forEach(check ->
            checks
                .addObject()
                .put("name", check.name())
                .put("outcome", Keywords.of(check.outcome()))
                .put("part", Keywords.of(check.part()))
                .put("detail", check.detail()));
    report.suggestedUrl().ifPresent(url -> json.put("suggestedTenantUrl", url));
    return json;
  }

  public static ObjectNode of(PlannedAction planned) {
    var action = planned.action();
    var json =
        ScimJson.object()
            .put("ordinal", planned.ordinal())
            .put("state", Keywords.of(planned.state()))
            .put("action", name(action))
            .put("objectType", action.objectType())
            .put("sourceId", action.sourceId())
            .put("displayName", action.displayName());
    planned.error().ifPresent(error -> json.put("error", error));
    describe(action, json);
    return json;
  }

  private static ObjectNode of(PlanCounts counts) {
    return ScimJson.object()
        .put("creates", counts.creates())
        .put("updates", counts.updates())
        .put("disables", counts.disables())
        .put("deletes", counts.deletes())
        .put("memberAdds", counts.memberAdds())
        .put("memberRemovals", counts.memberRemovals())
        .put("skipped", counts.skipped())
        .put("failed", counts.failed());
  }

  private static void describe(ProvisioningAction action, ObjectNode json) {
    switch (action) {
      case ProvisioningAction.Create create -> {
        var values = json.putObject("values");
        create.desired().values().forEach(values::set);
        create
            .desired()
            .references()
            .forEach((path, reference) -> values.put(path, reference.sourceId()));
      }
      case ProvisioningAction.Update update -> changes(update.changes(), json);
      case ProvisioningAction.Disable disable -> changes(disable.changes(), json);
      case ProvisioningAction.Delete delete -> json.put("targetId", delete.targetId());
      case ProvisioningAction.ChangeMembers change -> {
        change.joining().forEach(json.putArray("add")::add);
        change.leaving().forEach(json.putArray("remove")::add);
      }
    }
  }

  static void changes(List<AttributeChange> changes, ObjectNode json) {
    var array = json.putArray("changes");
    changes.forEach(change -> {
      var node = array.addObject().put("path", change.path());
      node.set("before", change.before());
      node.set("after", change.after());
    });
  }

  private static String name(ProvisioningAction action) {
    return switch (action) {
      case ProvisioningAction.Create create -> "create";
      case ProvisioningAction.Update update -> update.joins() ? "join" : "update";
      case ProvisioningAction.Disable disable -> "disable";
      case ProvisioningAction.Delete delete -> "delete";
      case ProvisioningAction.ChangeMembers change -> "changeMembers";
    };
  }
}
