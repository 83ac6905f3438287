package dev.muster.provisioning.log;

import dev.muster.provisioning.job.JobId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What was decided and done about one object in one cycle — Entra's `provisioningObjectSummary`.
///
/// @param changeId unique to this change: the key to quote when asking for help, and to find the
///   requests that it took
/// @param cycle the cycle's number in its job
/// @param sourceId id of the entry
/// @param targetId id of the target object, if there is one
/// @param initiator who or what wanted it
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
    Duration duration,
    Initiator initiator) {

  public ProvisioningLogEntry {
    steps = List.copyOf(steps);
    modifiedProperties = List.copyOf(modifiedProperties);
    // Entries that were kept before there was this component.
    initiator = Objects.requireNonNullElse(initiator, Initiator.CYCLE);
  }

  /// An entry of what a cycle did by itself.
  public ProvisioningLogEntry(
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
    this(
        changeId,
        at,
        job,
        cycle,
        action,
        result,
        objectType,
        sourceId,
        displayName,
        targetId,
        steps,
        modifiedProperties,
        error,
        duration,
        Initiator.CYCLE);
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

  /// Who wanted a change — Entra's `initiatedBy`.
  public enum Initiator {
    /// The job's own cycle: a change in the source, a retry, an initial cycle.
    CYCLE,
    /// Someone who asked for this person or group now.
    ON_DEMAND,
    /// Someone who took back what a cycle did.
    UNDO,
    /// A reconciliation that found the target changed.
    DRIFT
  }

  /// One step on the way, in words.
  ///
  /// @param details what it went by, by name
  public record Step(
      StepType type, Result result, String description, Map<String, String> details) {
    public Step {
      details = Map.copyOf(Objects.requireNonNullElse(details, Map.of()));
    }

    public Step(StepType type, Result result, String description) {
      this(type, result, description, Map.of());
    }
  }

  /// An attribute that was changed; null-node where there was or is no value.
  public record ModifiedProperty(String name, JsonNode before, JsonNode after) {}

  /// Why it failed and what to do.
  public record ErrorInfo(String code, String reason, String recommendedAction) {}
}
