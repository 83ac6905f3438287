package dev.muster.server.explain;

import dev.muster.provisioning.cycle.Cycle;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.log.ProvisioningLogEntry;
import dev.muster.provisioning.plan.PlannedAction;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.jobs.JobJson;
import dev.muster.server.provisioninglog.ChangeJson;
import dev.muster.store.provisioninglog.LogPage.Kept;
import dev.muster.store.provisioninglog.LogSearch;
import dev.muster.store.provisioninglog.ProvisioningLogStore;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What provisioning on demand came to, in Entra's five steps: import, scope, match, process,
/// export.
final class OnDemandReport {
  private static final int OTHERS = 1_000;

  private final JobStore jobs;
  private final ProvisioningLogStore log;

  OnDemandReport(JobStore jobs, ProvisioningLogStore log) {
    this.jobs = jobs;
    this.log = log;
  }

  /// What was done.
  ///
  /// @param before the entry as it was seen before
  /// @param cycle empty if there was nothing to do
  ObjectNode done(JobView before, Optional<Cycle> cycle) {
    var json = begin(before, false);
    var entries = cycle.map(done -> entries(before, done)).orElse(List.of());
    var own = entries.stream().filter(kept -> isAbout(before, kept.entry())).toList();
    var steps = (ArrayNode) json.path("steps");
    if (cycle.isPresent() && own.isEmpty() && failed(cycle.get())) {
      json.put("action", "other").put("result", "failure");
      export(steps, "failure", String.join("; ", cycle.get().notes()));
    } else if (own.isEmpty()) {
      json.put("action", "other").put("result", "skipped");
      export(steps, "skipped", nothing(before));
    } else {
      describe(json, own.getLast().entry());
      own.reversed().forEach(kept -> outcome(steps, kept.entry()));
    }
    cycle.ifPresent(done -> addCycle(json, done));
    var others = json.putArray("others");
    entries.stream()
        .filter(kept -> !isAbout(before, kept.entry()))
        .forEach(kept -> others.add(ChangeJson.of(kept.entry())));
    return json;
  }

  /// What would be done.
  ObjectNode planned(JobView before, Cycle plan) {
    var json = begin(before, true);
    var actions = jobs.actions(before.job().id(), plan.number(), 0, OTHERS);
    var own = actions.stream().filter(planned -> isAbout(before, planned)).toList();
    var steps = (ArrayNode) json.path("steps");
    if (own.isEmpty()) {
      var why = plan.notes().isEmpty() ? nothing(before) : String.join("; ", plan.notes());
      export(steps, plan.planned().failed() > 0 ? "failure" : "skipped", why);
    }
    var shown = json.putArray("actions");
    for (var planned : own) {
      var action = before.hidden().action(JobJson.of(planned));
      shown.add(action);
      export(steps, "success", "would " + action.path("action").asString());
    }
    var others = json.putArray("others");
    actions.stream()
        .filter(planned -> !isAbout(before, planned))
        .forEach(planned -> others.add(before.hidden().action(JobJson.of(planned))));
    addCycle(json, plan);
    return json;
  }

  private static ObjectNode begin(JobView view, boolean dryRun) {
    var json =
        ScimJson.object()
            .put("dryRun", dryRun)
            .put("objectType", view.mapping().mapping().objectType())
            .put("sourceId", view.sourceId());
    view.entry().ifPresent(entry -> json.put("displayName", entry.displayName()));
    var steps = json.putArray("steps");
    step(
        steps,
        "import",
        view.entry().isPresent() ? "success" : "warning",
        view.entry().map(entry -> "read from the source").orElse("the source does not have it"));
    step(steps, "scoping", view.inScope() ? "success" : "skipped", view.scopeReason())
        .set("details", view.scopeJson());
    step(
        steps,
        "matching",
        "success",
        view.link()
            .map(link -> "linked to " + link.targetId())
            .orElseGet(() ->
                "not linked; looked for by "
                    + String.join(", ", view.mapping().matchingAttributes())));
    process(steps, view);
    return json;
  }

  private static void process(ArrayNode steps, JobView view) {
    var lines = view.evaluation().map(found -> found.attributes()).orElse(List.of());
    var problems = lines.stream().flatMap(line -> line.problem().stream()).toList();
    var step =
        step(
            steps,
            "processing",
            problems.isEmpty() ? "success" : "failure",
            problems.isEmpty()
                ? "%d lines of the mapping evaluated".formatted(lines.size())
                : String.join("; ", problems));
    var attributes = step.putArray("attributes");
    lines.forEach(line -> attributes.add(view.attributeJson(line)));
  }

  private static ObjectNode step(ArrayNode steps, String type, String result, String description) {
    return steps
        .addObject()
        .put("type", type)
        .put("result", result)
        .put("description", description);
  }

  private static void export(ArrayNode steps, String result, String description) {
    step(steps, "export", result, description);
  }

  /// Steps before these were told already, and in more words.
  private static void outcome(ArrayNode steps, ProvisioningLogEntry entry) {
    for (var step : entry.steps()) {
      switch (step.type()) {
        case EXPORT, REFERENCE_RESOLUTION, PROCESSING -> steps.add(ChangeJson.of(step));
        case MATCHING -> {
          if (entry.result() == ProvisioningLogEntry.Result.FAILURE || joined(entry, step)) {
            steps.add(ChangeJson.of(step));
          }
        }
        case IMPORT, SCOPING -> {}
      }
    }
  }

  private static boolean joined(ProvisioningLogEntry entry, ProvisioningLogEntry.Step step) {
    return entry.action() == ProvisioningLogEntry.Action.UPDATE
        && step.description().startsWith("an object");
  }

  private static void describe(ObjectNode json, ProvisioningLogEntry entry) {
    var shown = ChangeJson.of(entry);
    for (var member :
        List.of("changeId", "action", "result", "targetId", "modifiedProperties", "error")) {
      if (shown.has(member)) {
        json.set(member, shown.path(member));
      }
    }
  }

  private static void addCycle(ObjectNode json, Cycle cycle) {
    json.put("cycle", cycle.number()).put("requests", cycle.requests());
    cycle.notes().forEach(json.putArray("notes")::add);
  }

  private static boolean failed(Cycle cycle) {
    return switch (cycle.state()) {
      case FAILED, REJECTED, CANCELLED, EXPIRED -> true;
      case PLANNING, PARKED, APPLYING, DONE, SUPERSEDED, PREVIEW -> false;
    };
  }

  private static String nothing(JobView view) {
    if (!view.inScope() && view.link().isEmpty()) {
      return "it is not in scope and has no account there: " + view.scopeReason();
    }
    return view.link().isPresent()
        ? "the account is as it should be; nothing is sent"
        : "nothing is to be done";
  }

  private List<Kept> entries(JobView view, Cycle cycle) {
    return log.find(
            view.job().id(), LogSearch.newest(OTHERS).ofCycle(cycle.number(), cycle.began()))
        .entries();
  }

  private static boolean isAbout(JobView view, ProvisioningLogEntry entry) {
    return entry.sourceId().equals(view.sourceId())
        && entry.objectType().equals(view.mapping().mapping().objectType());
  }

  private static boolean isAbout(JobView view, PlannedAction planned) {
    return planned.action().sourceId().equals(view.sourceId())
        && planned.action().objectType().equals(view.mapping().mapping().objectType());
  }
}
