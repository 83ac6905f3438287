package dev.muster.provisioning.job;

import dev.muster.provisioning.cycle.Cycle;
import dev.muster.provisioning.cycle.CycleStart;
import dev.muster.provisioning.job.ProvisioningJob.Kind;
import dev.muster.provisioning.job.ProvisioningJob.Quarantine;
import dev.muster.provisioning.log.ProvisioningLogEntry;
import dev.muster.provisioning.plan.PlanCounts;
import dev.muster.provisioning.plan.PlannedAction;
import dev.muster.provisioning.plan.ProvisioningAction;
import dev.muster.scim.provider.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Where jobs, their links, plans and logs are kept. Implementations are held to
/// `JobStoreContract`. Calls block; a write has become durable when its call returns.
public interface JobStore extends SafetyStore {

  // Jobs

  /// A new job, NOT_RUN with its initial cycle due; empty if the tenant has one of that name.
  Optional<ProvisioningJob> create(TenantId tenant, String name, Kind kind, JobSettings settings);

  Optional<ProvisioningJob> find(JobId job);

  Optional<ProvisioningJob> findByName(TenantId tenant, String name);

  List<ProvisioningJob> jobs(TenantId tenant);

  /// Jobs of all tenants that are served.
  List<ProvisioningJob> jobs();

  void updateStatus(JobId job, JobStatus status, Optional<Quarantine> quarantine);

  /// Replaces the settings. Entries of the types that the change can affect are to be looked at
  /// again, and a job that waits for the approval of a plan waits no longer.
  void updateSettings(JobId job, JobSettings settings);

  /// Types of object whose entries are to be looked at again, since the settings have changed.
  Set<String> replans(JobId job);

  /// Forgets them: they have been looked at.
  void clearReplans(JobId job);

  /// Entries that are to be looked at again: whose assignment changed, and what was asked for.
  ReplannedEntries replannedEntries(JobId job);

  /// Whether there are any.
  default boolean hasReplannedEntries(JobId job) {
    return !replannedEntries(job).isEmpty();
  }

  /// Asks for some entries, by object type, to be looked at again.
  void replanEntries(JobId job, Map<String, Set<String>> entries);

  /// Forgets those up to a position: they have been looked at.
  void clearReplannedEntries(JobId job, long upTo);

  /// Makes the next cycle read the whole source; links, plans and logs stay.
  void requireInitialCycle(JobId job);

  void advanceWatermark(JobId job, long watermark, boolean initialCycleDue);

  /// Takes the job for one runner until `until`, or extends what that runner holds; false if
  /// another holds it.
  boolean lease(JobId job, String runner, Instant now, Instant until);

  void release(JobId job, String runner);

  // Who

  Assignments assignments(JobId job);

  /// Adds to and removes from the assignments. Whoever's assignment changed is to be looked at
  /// again, a group with its members; then a job that waits for the approval of a plan waits no
  /// longer. Roles are added to those that a user or group has; who is removed loses all of them.
  void assign(JobId job, Assignments add, Assignments remove);

  // Links

  /// The links of these entries by source id.
  Map<String, Link> links(JobId job, String objectType, Collection<String> sourceIds);

  /// Links in the order of their source ids, after one, at most `limit`.
  List<Link> links(JobId job, String objectType, String afterSourceId, int limit);

  /// The links of these target objects by target id.
  Map<String, Link> linksByTarget(JobId job, String objectType, Collection<String> targetIds);

  /// How many objects are linked and not disabled.
  long countLinks(JobId job, String objectType);

  /// How many members the job knows to be in groups, over all groups.
  long countLinkedMembers(JobId job);

  /// Members, by source id, known to be in the target's group: in order, after one, at most
  /// `limit`.
  List<String> linkedMembers(JobId job, String groupId, String afterMemberId, int limit);

  Set<String> linkedMembersAmong(JobId job, String groupId, Collection<String> candidates);

  /// The groups in whose target these entries are known to be members.
  Map<String, Set<String>> linkedGroupsOf(JobId job, Collection<String> memberIds);

  // Cycles and their plans

  /// Begins a cycle in state PLANNING; a cycle that was left PLANNING is dropped with its actions,
  /// one that is PARKED becomes SUPERSEDED.
  default Cycle beginCycle(JobId job, boolean initial, long watermarkTo, Instant now) {
    return begin(job, CycleStart.sync(initial, watermarkTo), now);
  }

  /// Appends actions to a cycle that is PLANNING; the ordinals go on from the last one.
  void addActions(JobId job, long cycle, List<StagedAction> actions);

  /// Moves planned actions to other stages, by ordinal.
  void restage(JobId job, long cycle, Map<Long, Integer> stages);

  /// Ends the planning (state APPLYING or PARKED), or records a later change of state. `ended` is
  /// set for end states.
  void updateCycle(Cycle cycle);

  Optional<Cycle> findCycle(JobId job, long number);

  /// The cycle that is APPLYING, if any: what a crash left to be resumed.
  Optional<Cycle> findApplying(JobId job);

  /// The newest cycles first, without previews.
  List<Cycle> cycles(JobId job, int limit);

  /// Stages that have pending actions, ascending.
  List<Integer> pendingStages(JobId job, long cycle);

  /// Pending actions of a stage in order, after an ordinal, at most `limit`.
  List<PlannedAction> pending(JobId job, long cycle, int stage, long afterOrdinal, int limit);

  /// All actions of a plan in order, after an ordinal, at most `limit`.
  default List<PlannedAction> actions(JobId job, long cycle, long afterOrdinal, int limit) {
    return actions(job, cycle, PlanFilter.ALL, afterOrdinal, limit);
  }

  /// What the actions of the plan that are no longer pending have come to; `skipped` is left 0.
  PlanCounts performed(JobId job, long cycle);

  /// Records what some actions came to, all or none of it. No two of them are about the same link.
  void settle(JobId job, long cycle, List<ActionOutcome> outcomes);

  // What time changes

  /// Keeps when time alone may bring these entries into scope or out of it, or change their values.
  ///
  /// @param looked all entries that were looked at: those that are not among the moments have none
  ///   any more
  void keepMoments(
      JobId job, String objectType, Map<String, Instant> moments, Collection<String> looked);

  /// Entries, by object type, whose moment has come.
  Map<String, Set<String>> dueMoments(JobId job, Instant now);

  Optional<Instant> nextMoment(JobId job);

  // What waits

  /// Entries, by object type, that refer to an object which had no link then and has one now.
  Map<String, Set<String>> healable(JobId job);

  List<Escrow> escrows(JobId job);

  /// How many failures are kept.
  default long countEscrows(JobId job) {
    return escrows(job).size();
  }

  /// The failure that is kept of one entry.
  default Optional<Escrow> findEscrow(JobId job, String objectType, String sourceId) {
    return escrows(job).stream()
        .filter(kept -> kept.objectType().equals(objectType) && kept.sourceId().equals(sourceId))
        .findFirst();
  }

  List<Escrow> dueEscrows(JobId job, Instant now);

  Optional<Instant> nextEscrowAttempt(JobId job);

  /// Keeps failures that never came to an action: ambiguous matches, missing values. Each comes
  /// with its log entry.
  void putEscrows(JobId job, Map<Escrow, ProvisioningLogEntry> escrows);

  /// Forgets failures of objects that need nothing any more.
  void clearEscrows(JobId job, String objectType, Collection<String> sourceIds);

  // Log

  /// Entries of a job's log, newest first.
  List<ProvisioningLogEntry> log(JobId job, LogQuery query);

  /// What of the log to show.
  ///
  /// @param sourceId of one entry only
  /// @param cycle of one cycle only
  /// @param before older than this change
  record LogQuery(
      Optional<String> sourceId, Optional<Long> cycle, Optional<String> before, int limit) {}

  /// An action and the stage that it belongs to.
  record StagedAction(int stage, ProvisioningAction action) {}
}
