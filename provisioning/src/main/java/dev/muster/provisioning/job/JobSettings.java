package dev.muster.provisioning.job;

import dev.muster.provisioning.mapping.ObjectMapping;
import dev.muster.provisioning.plan.GuardThresholds;
import java.time.Duration;
import java.util.List;

/// What an administrator sets on a job.
///
/// @param scope whether only assigned users and groups are provisioned, or all
/// @param objectMappings in the order in which their objects are provisioned: users before groups
/// @param interval the safety net: how long after a cycle the next one runs though nothing asked
///   for it
/// @param concurrency how many requests to the target may be under way at once
/// @param membersPerRequest how many members one request adds to or removes from a group at most
public record JobSettings(
    SyncScope scope,
    List<ObjectMapping> objectMappings,
    GuardThresholds guard,
    Duration interval,
    int concurrency,
    int membersPerRequest) {

  /// Entra runs a cycle every 40 minutes; here that is the net below the push that follows each
  /// change.
  public static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(40);

  public JobSettings {
    objectMappings = List.copyOf(objectMappings);
  }

  /// The same settings with other mappings.
  public JobSettings withObjectMappings(List<ObjectMapping> mappings) {
    return new JobSettings(scope, mappings, guard, interval, concurrency, membersPerRequest);
  }

  /// Who is provisioned — Entra's "Scope" setting.
  public enum SyncScope {
    ASSIGNED,
    ALL
  }
}
