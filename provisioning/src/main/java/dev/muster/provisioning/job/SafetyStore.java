package dev.muster.provisioning.job;

import dev.muster.provisioning.cycle.Cycle;
import dev.muster.provisioning.cycle.CycleStart;
import dev.muster.provisioning.log.ProvisioningLogEntry;
import dev.muster.provisioning.plan.PlannedAction;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a [JobStore] keeps for the sake of safety: plans to be looked at and decided on, leavers
/// whose grace period runs, failures that were given up, links that people change, and where the
/// target was found to differ.
public interface SafetyStore {

  // Jobs

  /// Replaces settings that say when and how a job runs, but not what it writes: no initial cycle
  /// becomes due.
  void updateRules(JobId job, JobSettings settings);

  /// Forgets what a restart is to forget, in one transaction. FULL is all of it.
  void reset(JobId job, Set<ResetScope> scopes);

  /// Notes that a cycle of a kind runs now.
  void noteRun(JobId job, Cycle.Kind kind, Instant now);

  Optional<Instant> lastRun(JobId job, Cycle.Kind kind);

  // Plans

  /// As [JobStore#beginCycle]; a preview is in state PREVIEW from its beginning, leaves other
  /// cycles as they are, and previews that began a week before it are dropped. One that was asked
  /// for on demand leaves the others as they are, too.
  Cycle begin(JobId job, CycleStart start, Instant now);

  /// The plan that waits for someone's approval.
  Optional<Cycle> findParked(JobId job);

  /// Actions of a plan in order, after an ordinal, at most `limit`.
  List<PlannedAction> actions(
      JobId job, long cycle, PlanFilter filter, long afterOrdinal, int limit);

  /// How many deletes and disables a plan holds of each type.
  Map<String, Long> removalsByType(JobId job, long cycle);

  /// Ends a cycle before its plan is done: what is pending becomes SKIPPED with the reason.
  void giveUp(Cycle ended, String reason, ProvisioningLogEntry entry);

  /// Takes actions out of a plan that is not being applied; those that are still pending become
  /// SKIPPED with the reason.
  ///
  /// @return how many were
  int skipActions(JobId job, long cycle, Collection<Long> ordinals, String reason);

  /// Members, by source id, that a group was known to have when a cycle deleted it: in order, after
  /// one, at most `limit`.
  List<String> removedMembers(
      JobId job, long cycle, String groupId, String afterMemberId, int limit);

  /// How many of a job's newest cycles are known for good.
  int CYCLES_KEPT = 100;

  /// Forgets the plans of cycles that ended before a moment, and the cycles themselves but for the
  /// newest [#CYCLES_KEPT]; how many actions that were.
  long forgetPlans(JobId job, Instant before);

  // Leavers

  /// Entries, by object type, whose accounts have been disabled since a moment or longer.
  Map<String, Set<String>> departed(JobId job, Departure.Event event, Instant notAfter);

  /// When the first account was disabled after a moment, of those that still are.
  Optional<Instant> nextDeparture(JobId job, Departure.Event event, Instant after);

  // Links

  /// Changes links by hand, each as a settled action would.
  void changeLinks(JobId job, List<ActionOutcome.LinkChange> changes);

  /// Lets an entry not be joined to an object, though they match.
  void refuseJoins(JobId job, Collection<RefusedJoin> joins);

  Set<RefusedJoin> refusedJoins(JobId job, String objectType);

  // Failures

  /// Failures in the order of type and source id, after one, at most `limit`.
  List<Escrow> escrows(JobId job, boolean deadOnly, Optional<Escrow> after, int limit);

  /// Makes failures due now, and counts their attempts from the beginning.
  ///
  /// @param sourceIds which; empty: all of them
  /// @return how many
  int retryEscrows(JobId job, Optional<Set<String>> sourceIds, Instant now);

  /// Lets entries be looked at in the next cycle though they did not change.
  void touch(JobId job, Collection<Escrow> escrows);

  void addLog(JobId job, Collection<ProvisioningLogEntry> entries);

  // Drift

  /// Adds to what a reconciliation found.
  void addFindings(JobId job, List<DriftFinding> findings);

  /// Forgets what other reconciliations than this one found.
  void keepFindingsOf(JobId job, long cycle);

  /// What the last finished reconciliations found about these target objects, by target id.
  Map<String, DriftFinding> changedBefore(
      JobId job, String objectType, Collection<String> targetIds);

  /// Findings of the last reconciliation in the order in which they were found, at most `limit`.
  List<DriftFinding> findings(
      JobId job, Optional<DriftFinding.Kind> kind, long afterPosition, int limit);

  /// Which actions of a plan to show; an empty component restricts nothing.
  ///
  /// @param kind `CREATE`, `UPDATE`, `DISABLE`, `DELETE` or `CHANGE_MEMBERS`
  /// @param text part of the entry's name or id, whatever the case
  record PlanFilter(
      Optional<String> kind,
      Optional<String> objectType,
      Optional<PlannedAction.State> state,
      Optional<String> text) {
    public static final PlanFilter ALL =
        new PlanFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /// An entry and an object that match and are not the same all the same.
  record RefusedJoin(String objectType, String sourceId, String targetId) {}
}
