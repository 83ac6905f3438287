package dev.muster.server.explain;

import dev.muster.provisioning.cycle.Cycle;
import dev.muster.provisioning.cycle.CycleRunner;
import dev.muster.provisioning.cycle.Work;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.target.TargetException;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.jobs.JobJson;
import dev.muster.server.jobs.SafetyJson;
import dev.muster.server.provisioninglog.ChangeJson;
import dev.muster.server.provisioninglog.TargetRequestRoutes;
import dev.muster.server.tenant.Redaction;
import dev.muster.store.provisioninglog.LogSearch;
import dev.muster.store.provisioninglog.ProvisioningLogStore;
import dev.muster.store.provisioninglog.TargetRequestStore;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// Says of one entry and one job everything that there is to say: scope, values, link, failures,
/// what was done, what was asked of the target, and what would change now.
final class JobExplanation {
  private static final int ENTRIES = 5;
  private static final int REQUESTS = 10;
  private static final int ACTIONS = 100;

  private final JobStore jobs;
  private final CycleRunner cycles;
  private final ProvisioningLogStore log;
  private final TargetRequestStore requests;

  JobExplanation(
      JobStore jobs, CycleRunner cycles, ProvisioningLogStore log, TargetRequestStore requests) {
    this.jobs = jobs;
    this.cycles = cycles;
    this.log = log;
    this.requests = requests;
  }

  /// @param plan whether to say what would change now: that may take requests to the target
  ObjectNode of(JobView view, Redaction redaction, boolean plan) {
    var json = ScimJson.object().put("application", view.job().name());
    json.set("job", JobJson.of(view.job()));
    json.put("sourceId", view.sourceId());
    json.set("source", view.sourceJson(redaction));
    json.set("scope", view.scopeJson());
    var attributes = json.putArray("attributes");
    view.evaluation()
        .ifPresent(found ->
            found.attributes().forEach(attribute -> attributes.add(view.attributeJson(attribute))));
    view.link().ifPresent(link -> json.set("link", SafetyJson.of(link, view.hidden())));
    view.escrow().ifPresent(escrow -> json.set("failure", SafetyJson.of(escrow)));
    addPast(view, json);
    if (plan) {
      json.set("wouldChange", planned(view));
    }
    return json;
  }

  private void addPast(JobView view, ObjectNode json) {
    var entries = json.putArray("log");
    var calls = json.putArray("requests");
    var job = view.job().id();
    for (var kept : log.find(job, LogSearch.about(view.sourceId(), ENTRIES)).entries()) {
      entries.add(ChangeJson.of(kept.entry()));
      var sent = requests.ofChange(job, kept.entry().changeId());
      sent.stream()
          .limit(Math.max(0, REQUESTS - calls.size()))
          .forEach(request -> calls.add(TargetRequestRoutes.of(request)));
    }
  }

  private ObjectNode planned(JobView view) {
    var json = ScimJson.object();
    try {
      var asked =
          new Work.OnDemand(
              Map.of(view.mapping().mapping().objectType(), Set.of(view.sourceId())), Map.of());
      show(json, view, cycles.preview(view.job(), asked, () -> false));
    } catch (TargetException e) {
      json.put("problem", "the target cannot be asked: " + e.reason());
    }
    return json;
  }

  private void show(ObjectNode json, JobView view, Cycle plan) {
    var actions = json.putArray("actions");
    jobs.actions(view.job().id(), plan.number(), 0, ACTIONS)
        .forEach(planned -> actions.add(view.hidden().action(JobJson.of(planned))));
    List.copyOf(plan.notes()).forEach(json.putArray("notes")::add);
    json.put("requests", plan.requests());
  }
}
