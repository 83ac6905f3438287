package dev.muster.provisioning.log;

import dev.muster.provisioning.job.JobId;
import dev.muster.provisioning.job.Link;
import dev.muster.provisioning.log.ProvisioningLogEntry.Action;
import dev.muster.provisioning.log.ProvisioningLogEntry.ErrorInfo;
import dev.muster.provisioning.log.ProvisioningLogEntry.Initiator;
import dev.muster.provisioning.log.ProvisioningLogEntry.ModifiedProperty;
import dev.muster.provisioning.log.ProvisioningLogEntry.Result;
import dev.muster.provisioning.log.ProvisioningLogEntry.Step;
import dev.muster.provisioning.mapping.TargetState;
import dev.muster.provisioning.plan.AttributeChange;
import dev.muster.provisioning.plan.Planned.Problem;
import dev.muster.provisioning.plan.ProvisioningAction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/// Writes what happened to an object as a log entry.
public final class ProvisioningLogEntries {
  private final JobId job;
  private final long cycle;
  private final Clock clock;
  private final Set<String> redacted;
  private final Initiator initiator;

  public ProvisioningLogEntries(JobId job, long cycle, Clock clock) {
    this(job, cycle, clock, Set.of());
  }

  /// @param redacted target paths whose values are not shown
  public ProvisioningLogEntries(JobId job, long cycle, Clock clock, Set<String> redacted) {
    this(job, cycle, clock, redacted, Initiator.CYCLE);
  }

  /// @param redacted target paths whose values are not shown
  /// @param initiator who wanted what the cycle does
  public ProvisioningLogEntries(
      JobId job, long cycle, Clock clock, Set<String> redacted, Initiator initiator) {
    this.job = job;
    this.cycle = cycle;
    this.clock = clock;
    this.redacted = Set.copyOf(redacted);
    this.initiator = initiator;
  }

  /// An entry that never came to an action.
  public ProvisioningLogEntry problem(
      String objectType, String sourceId, String displayName, Problem problem) {
    return matching(
        objectType,
        sourceId,
        displayName,
        Optional.empty(),
        Result.FAILURE,
        problem.reason(),
        Optional.of(
            new ErrorInfo(problem.errorCode(), problem.reason(), problem.recommendedAction())));
  }

  /// An action that was performed, or failed.
  ///
  /// @param changeId of the action; its requests carry it
  /// @param steps what followed after the entry was read, found in scope and matched
  public ProvisioningLogEntry action(
      String changeId,
      ProvisioningAction action,
      Optional<String> targetId,
      Result result,
      List<Step> steps,
      Optional<ErrorInfo> error,
      Instant began) {
    var all = new ArrayList<>(ActionSteps.before(action));
    all.addAll(steps);
    return new ProvisioningLogEntry(
        changeId,
        clock.instant(),
        job,
        cycle,
        kind(action),
        result,
        action.objectType(),
        action.sourceId(),
        action.displayName(),
        targetId,
        all,
        modified(action),
        error,
        Duration.between(began, clock.instant()),
        initiator);
  }

  /// A removal that the guard holds — Entra's `StagedDelete`; empty for an action that takes
  /// nothing away.
  public Optional<ProvisioningLogEntry> staged(ProvisioningAction action) {
    return switch (action) {
      case ProvisioningAction.Create create -> Optional.empty();
      case ProvisioningAction.Update update -> Optional.empty();
      case ProvisioningAction.Disable disable -> Optional.of(staged(disable, disable.targetId()));
      case ProvisioningAction.Delete delete -> Optional.of(staged(delete, delete.targetId()));
      case ProvisioningAction.ChangeMembers change ->
          change.leaving().isEmpty() ? Optional.empty() : Optional.of(staged(change, ""));
    };
  }

  private ProvisioningLogEntry staged(ProvisioningAction action, String targetId) {
    return new ProvisioningLogEntry(
        changeId(),
        clock.instant(),
        job,
        cycle,
        Action.STAGED_DELETE,
        Result.SKIPPED,
        action.objectType(),
        action.sourceId(),
        action.displayName(),
        Optional.of(targetId).filter(id -> !id.isEmpty()),
        List.of(
            new Step(
                ProvisioningLogEntry.StepType.PROCESSING,
                Result.SKIPPED,
                "held until someone approves plan " + cycle)),
        modified(action),
        Optional.empty(),
        Duration.ZERO,
        initiator);
  }

  /// A created object whose id was another than the answer to its create had said.
  public ProvisioningLogEntry named(Link link, String wrongId) {
    return matching(
        link.objectType(),
        link.sourceId(),
        link.displayName(),
        Optional.of(link.targetId()),
        Result.WARNING,
        "the answer to the create named %s; by matching, the object is %s"
            .formatted(wrongId, link.targetId()),
        Optional.empty());
  }

  /// A created object that is not there.
  public ProvisioningLogEntry lost(Link link, String reason) {
    return matching(
        link.objectType(),
        link.sourceId(),
        link.displayName(),
        Optional.empty(),
        Result.FAILURE,
        reason,
        Optional.empty());
  }

  private ProvisioningLogEntry matching(
      String objectType,
      String sourceId,
      String displayName,
      Optional<String> targetId,
      Result result,
      String words,
      Optional<ErrorInfo> error) {
    return new ProvisioningLogEntry(
        changeId(),
        clock.instant(),
        job,
        cycle,
        Action.OTHER,
        result,
        objectType,
        sourceId,
        displayName,
        targetId,
        List.of(new Step(ProvisioningLogEntry.StepType.MATCHING, result, words)),
        List.of(),
        error,
        Duration.ZERO,
        initiator);
  }

  /// A cycle that was ended before its plan was done.
  public ProvisioningLogEntry cancelled(String jobName, String account) {
    return new ProvisioningLogEntry(
        changeId(),
        clock.instant(),
        job,
        cycle,
        Action.OTHER,
        Result.SKIPPED,
        "Cycle",
        Long.toString(cycle),
        jobName,
        Optional.empty(),
        List.of(new Step(ProvisioningLogEntry.StepType.PROCESSING, Result.SKIPPED, account)),
        List.of(),
        Optional.empty(),
        Duration.ZERO,
        initiator);
  }

  /// The id of a change that begins now.
  public String changeId() {
    return ChangeIds.next(clock.instant());
  }

  private static Action kind(ProvisioningAction action) {
    return switch (action) {
      case ProvisioningAction.Create create -> Action.CREATE;
      case ProvisioningAction.Update update -> Action.UPDATE;
      case ProvisioningAction.Disable disable -> Action.DISABLE;
      case ProvisioningAction.Delete delete -> Action.DELETE;
      case ProvisioningAction.ChangeMembers change -> Action.UPDATE;
    };
  }

  private List<ModifiedProperty> modified(ProvisioningAction action) {
    return switch (action) {
      case ProvisioningAction.Create create -> created(create.desired());
      case ProvisioningAction.Update update -> modified(update.changes());
      case ProvisioningAction.Disable disable -> modified(disable.changes());
      case ProvisioningAction.Delete delete -> List.of();
      case ProvisioningAction.ChangeMembers change ->
          List.of(new ModifiedProperty("members", ids(change.leaving()), ids(change.joining())));
    };
  }

  private List<ModifiedProperty> created(TargetState state) {
    var properties = new ArrayList<ModifiedProperty>();
    state.values().forEach((path, value) -> properties.add(from(path, value)));
    state
        .references()
        .forEach((path, reference) ->
            properties.add(from(path, StringNode.valueOf(reference.sourceId()))));
    return properties;
  }

  private ModifiedProperty from(String path, JsonNode value) {
    return new ModifiedProperty(path, NullNode.getInstance(), shown(path, value));
  }

  /// What Entra's Redact asks for.
  private JsonNode shown(String path, JsonNode value) {
    return redacted.contains(path) && !value.isNull() ? StringNode.valueOf("[Redact]") : value;
  }

  /// Members who leave stand before the change, those who join after it.
  private static JsonNode ids(List<String> members) {
    var ids = JsonNodeFactory.instance.arrayNode();
    members.forEach(ids::add);
    return ids;
  }

  private List<ModifiedProperty> modified(List<AttributeChange> changes) {
    return changes.stream()
        .map(change ->
            new ModifiedProperty(
                change.path(),
                shown(change.path(), change.before()),
                shown(change.path(), change.after())))
        .toList();
  }
}
