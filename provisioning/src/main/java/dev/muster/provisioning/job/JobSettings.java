package dev.muster.provisioning.job;

import dev.muster.provisioning.mapping.ObjectMapping;
import dev.muster.provisioning.plan.GuardThresholds;
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
/// @param safety what keeps the job from doing harm, and when it runs
public record JobSettings(
    SyncScope scope,
    List<ObjectMapping> objectMappings,
    GuardThresholds guard,
    Duration interval,
    int concurrency,
    int membersPerRequest,
    SafetySettings safety) {

  /// Entra runs a cycle every 40 minutes; here that is the net below the push that follows each
  /// change.
  public static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(40);

  public JobSettings {
    objectMappings = List.copyOf(objectMappings);
    // Settings that were kept before there was this component.
    safety = Objects.requireNonNullElse(safety, SafetySettings.DEFAULT);
  }

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
        SafetySettings.DEFAULT);
  }

  /// The same settings with other rules of safety.
  public JobSettings withSafety(SafetySettings others) {
    return new JobSettings(
        scope, objectMappings, guard, interval, concurrency, membersPerRequest, others);
  }

  /// The same settings of when and how.
  public JobSettings withRules(GuardThresholds guard, Duration interval, SafetySettings safety) {
    return new JobSettings(
        scope, objectMappings, guard, interval, concurrency, membersPerRequest, safety);
  }

  /// The same settings of whom and what.
  public JobSettings withMappings(SyncScope scope, List<ObjectMapping> objectMappings) {
    return new JobSettings(
        scope, objectMappings, guard, interval, concurrency, membersPerRequest, safety);
  }

  /// Who is provisioned — Entra's "Scope" setting.
  public enum SyncScope {
    ASSIGNED,
    ALL
  }
}
