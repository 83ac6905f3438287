package dev.muster.provisioning.job;

import dev.muster.provisioning.cycle.Cycle;
import dev.muster.provisioning.job.JobSettings.SyncScope;
import dev.muster.provisioning.log.ProvisioningLogEntry;
import dev.muster.provisioning.log.ProvisioningLogEntry.Action;
import dev.muster.provisioning.log.ProvisioningLogEntry.ErrorInfo;
import dev.muster.provisioning.log.ProvisioningLogEntry.ModifiedProperty;
import dev.muster.provisioning.log.ProvisioningLogEntry.Result;
import dev.muster.provisioning.log.ProvisioningLogEntry.Step;
import dev.muster.provisioning.log.ProvisioningLogEntry.StepType;
import dev.muster.provisioning.mapping.AttributeMapping;
import dev.muster.provisioning.mapping.ObjectMapping;
import dev.muster.provisioning.mapping.ObjectMapping.Flow;
import dev.muster.provisioning.mapping.ObjectMapping.Leaver;
import dev.muster.provisioning.mapping.TargetState;
import dev.muster.provisioning.mapping.TargetState.Reference;
import dev.muster.provisioning.plan.GuardThresholds;
import dev.muster.provisioning.plan.ProvisioningAction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/// Things to keep in a store, each with every component filled.
final class JobSamples {
  static final Instant NOW = Instant.parse("2026-03-02T08:30:00.123456Z");

  static final JobSettings SETTINGS =
      new JobSettings(
          SyncScope.ASSIGNED,
          List.of(
              new ObjectMapping(
                  "User",
                  "/Users",
                  true,
                  false,
                  Set.of(Flow.CREATE, Flow.UPDATE),
                  Leaver.DISABLE,
                  Leaver.KEEP,
                  List.of(
                      AttributeMapping.matching("userName", "[userName]", 1),
                      AttributeMapping.reference("manager", "[manager]", "User"),
                      new AttributeMapping(
                          "title",
                          "[title]",
                          Optional.of("none"),
                          0,
                          AttributeMapping.Apply.ON_CREATE,
                          Optional.empty())))),
          GuardThresholds.DEFAULT,
          JobSettings.DEFAULT_INTERVAL,
          16,
          100);

  static final TargetState STATE =
      new TargetState(
          Map.of("userName", StringNode.valueOf("zoë"), "active", BooleanNode.TRUE),
          Map.of("manager", new Reference("User", "boss")));

  private JobSamples() {}

  static ProvisioningAction create(String objectType, String sourceId) {
    return new ProvisioningAction.Create(objectType, sourceId, "Zoë " + sourceId, STATE);
  }

  static ProvisioningAction delete(String objectType, String sourceId) {
    return new ProvisioningAction.Delete(
        objectType, sourceId, "Zoë " + sourceId, "target-" + sourceId, STATE);
  }

  static ProvisioningAction changeMembers(
      String groupId, List<String> added, List<String> removed) {
    return new ProvisioningAction.ChangeMembers(
        "Group", groupId, "Group " + groupId, added, removed);
  }

  static Link user(String sourceId) {
    return new Link("User", sourceId, "target-" + sourceId, STATE, false);
  }

  static Link disabled(String sourceId) {
    return new Link("User", sourceId, "target-" + sourceId, STATE, true);
  }

  static Link group(String sourceId) {
    return new Link("Group", sourceId, "target-" + sourceId, STATE, false);
  }

  static Escrow escrow(String sourceId, Instant nextAttempt) {
    return new Escrow(
        "User",
        sourceId,
        "DuplicateTargetEntries",
        "two of them",
        2,
        NOW.minusSeconds(60),
        Optional.of(nextAttempt));
  }

  static Cycle in(Cycle cycle, Cycle.State state) {
    return new Cycle(
        cycle.job(),
        cycle.number(),
        cycle.kind(),
        cycle.initial(),
        state,
        cycle.watermarkTo(),
        cycle.planned(),
        cycle.performed(),
        cycle.requests(),
        cycle.notes(),
        cycle.began(),
        cycle.ended());
  }

  static OutcomeSample outcome(
      JobId job, long cycle, long ordinal, String objectType, String sourceId) {
    return new OutcomeSample(ordinal, entry(job, cycle, objectType, sourceId));
  }

  static ProvisioningLogEntry entry(JobId job, long cycle, String objectType, String sourceId) {
    return new ProvisioningLogEntry(
        UUID.randomUUID().toString(),
        NOW,
        job,
        cycle,
        Action.CREATE,
        Result.SUCCESS,
        objectType,
        sourceId,
        "Zoë " + sourceId,
        Optional.of("target-" + sourceId),
        List.of(new Step(StepType.EXPORT, Result.SUCCESS, "created")),
        List.of(
            new ModifiedProperty("userName", NullNode.getInstance(), StringNode.valueOf("zoë"))),
        Optional.empty(),
        Duration.ofMillis(12));
  }

  static ProvisioningLogEntry failed(ProvisioningLogEntry entry, String reason) {
    return new ProvisioningLogEntry(
        entry.changeId(),
        entry.at(),
        entry.job(),
        entry.cycle(),
        entry.action(),
        Result.FAILURE,
        entry.objectType(),
        entry.sourceId(),
        entry.displayName(),
        entry.targetId(),
        entry.steps(),
        entry.modifiedProperties(),
        Optional.of(new ErrorInfo("SystemForCrossDomainIdentity", reason, "Mend it.")),
        entry.duration());
  }
}
