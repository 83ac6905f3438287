package dev.muster.provisioning.job;

import dev.muster.provisioning.mapping.FlowSettings;
import dev.muster.provisioning.mapping.ObjectMapping;
import dev.muster.provisioning.plan.GuardThresholds;
import dev.muster.provisioning.scope.AssignmentSettings;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/// What an administrator sets on a job.
///
/// @param scope whether only assigned users and groups are provisioned, or all
/// @param objectMappings in the order in which their objects are provisioned: users before groups
/// @param interval the safety net: how long after a cycle the next one runs though nothing asked
///   for it
/// @param concurrency how many requests to the target may be under way at once
/// @param membersPerRequest how many members one request adds to or removes from a group at most
/// @param assignment how assignments are read: nested groups, the application's roles
/// @param flow what holds for all attribute mappings: whether nulls clear, the default domain
/// @param safety what keeps the job from doing harm, and when it runs
public record JobSettings(
    SyncScope scope,
    List<ObjectMapping> objectMappings,
    GuardThresholds guard,
    Duration interval,
    int concurrency,
    int membersPerRequest,
    SafetySettings safety,
    AssignmentSettings assignment,
    FlowSettings flow) {

  /// Entra runs a cycle every 40 minutes; here that is the net below the push that follows each
  /// change.
  public static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(40);

  public JobSettings {
    objectMappings = List.copyOf(objectMappings);
    // What an older version has stored knows nothing of these.
    safety = Objects.requireNonNullElse(safety, SafetySettings.DEFAULT);
    assignment = Objects.requireNonNullElse(assignment, AssignmentSettings.DEFAULT);
    flow = Objects.requireNonNullElse(flow, FlowSettings.DEFAULT);
  }

  /// Settings with the defaults for everything that is not named.
  public JobSettings(
      SyncScope scope,
      List<ObjectMapping> objectMappings,
      GuardThresholds guard,
      Duration interval,
      int concurrency,
      int membersPerRequest) {
    this(
        scope,
        objectMappings,
        guard,
        interval,
        concurrency,
        membersPerRequest,
        SafetySettings.DEFAULT,
        AssignmentSettings.DEFAULT,
        FlowSettings.DEFAULT);
  }

  /// The same settings with other rules of safety.
  public JobSettings withSafety(SafetySettings others) {
    return withRules(guard, interval, others);
  }

  /// The same settings of when and how.
  public JobSettings withRules(
      GuardThresholds otherGuard, Duration otherInterval, SafetySettings otherSafety) {
    return new JobSettings(
        scope,
        objectMappings,
        otherGuard,
        otherInterval,
        concurrency,
        membersPerRequest,
        otherSafety,
        assignment,
        flow);
  }

  /// The same settings of whom and what.
  public JobSettings withMappings(SyncScope otherScope, List<ObjectMapping> others) {
    return with(otherScope, others, assignment, flow);
  }

  /// The same settings with other mappings.
  public JobSettings withMappings(List<ObjectMapping> others) {
    return with(scope, others, assignment, flow);
  }

  /// The same settings of whom and what, all of it.
  public JobSettings with(
      SyncScope otherScope,
      List<ObjectMapping> others,
      AssignmentSettings otherAssignment,
      FlowSettings otherFlow) {
    return new JobSettings(
        otherScope,
        others,
        guard,
        interval,
        concurrency,
        membersPerRequest,
        safety,
        otherAssignment,
        otherFlow);
  }

  /// Who is provisioned — Entra's "Scope" setting.
  public enum SyncScope {
    ASSIGNED,
    ALL
  }
}
