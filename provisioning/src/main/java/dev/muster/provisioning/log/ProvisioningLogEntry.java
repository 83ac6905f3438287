package dev.muster.provisioning.log;

import dev.muster.provisioning.job.JobId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What was decided and done about one object in one cycle — Entra's `provisioningObjectSummary`.
///
/// @param changeId unique to this change: the key to quote when asking for help
/// @param cycle the cycle's number in its job
/// @param sourceId id of the entry
/// @param targetId id of the target object, if there is one
public record ProvisioningLogEntry(
    String changeId,
    Instant at,
    JobId job,
    long cycle,
    Action action,
    Result result,
    String objectType,
    String sourceId,
    String displayName,
    Optional<String> targetId,
    List<Step> steps,
    List<ModifiedProperty> modifiedProperties,
    Optional<ErrorInfo> error,
    Duration duration) {

  public ProvisioningLogEntry {
    steps = List.copyOf(steps);
    modifiedProperties = List.copyOf(modifiedProperties);
  }

  /// Entra's provisioning action.
  public enum Action {
    CREATE,
    UPDATE,
    DISABLE,
    STAGED_DELETE,
    DELETE,
    OTHER
  }

  /// Entra's status of a change or a step.
  public enum Result {
    SUCCESS,
    WARNING,
    FAILURE,
    SKIPPED
  }

  /// Entra's provisioning step type.
  public enum StepType {
    IMPORT,
    SCOPING,
    MATCHING,
    PROCESSING,
    REFERENCE_RESOLUTION,
    EXPORT
  }

  /// One step on the way, in words.
  public record Step(StepType type, Result result, String description) {}

  /// An attribute that was changed; null-node where there was or is no value.
  public record ModifiedProperty(String name, JsonNode before, JsonNode after) {}

  /// Why it failed and what to do.
  public record ErrorInfo(String code, String reason, String recommendedAction) {}
}
