package dev.muster.provisioning.cycle;

import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.job.ProvisioningJob.Quarantine;
import dev.muster.provisioning.log.ProvisioningLogEntries;
import dev.muster.provisioning.log.ProvisioningLogEntry;
import dev.muster.provisioning.plan.Guard;
import dev.muster.provisioning.plan.Guard.Verdict;
import dev.muster.provisioning.plan.ProvisioningAction.Update;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Says whether a plan may be applied before someone looked at it.
final class PlanJudge {
  private static final int PAGE = 500;

  private final JobStore store;
  private final ProvisioningJob job;

  PlanJudge(JobStore store, ProvisioningJob job) {
    this.store = store;
    this.job = job;
  }

  /// Why a plan is held.
  ///
  /// @param code Entra's reason for the quarantine
  record Hold(String code, String reason) {}

  /// @param assigned whether the plan is about people who were assigned lately
  Optional<Hold> judge(Cycle cycle, boolean assigned) {
    return tooManyRemovals(cycle)
        .map(reason -> new Hold(Quarantine.TOO_MANY_DELETES, reason))
        .or(() -> cycle.initial() || assigned ? joinsToReview(cycle) : Optional.empty());
  }

  private Optional<String> tooManyRemovals(Cycle cycle) {
    var planned = cycle.planned();
    if (planned.removals() + planned.memberRemovals() == 0) {
      return Optional.empty();
    }
    var guard = new Guard(job.settings().guard());
    var linked = 0L;
    var verdicts = new ArrayList<Verdict>();
    var byType = store.removalsByType(job.id(), cycle.number());
    for (var mapping : job.settings().objectMappings()) {
      var type = mapping.objectType();
      var ofType = store.countLinks(job.id(), type);
      linked += ofType;
      verdicts.add(guard.judge(type, byType.getOrDefault(type, 0L), ofType));
    }
    verdicts.addFirst(guard.judge(planned, linked, store.countLinkedMembers(job.id())));
    return verdicts.stream()
        .flatMap(verdict ->
            switch (verdict) {
              case Verdict.Park(String reason) -> Optional.of(reason).stream();
              case Verdict.Pass() -> Optional.<String>empty().stream();
            })
        .findFirst();
  }

  private Optional<Hold> joinsToReview(Cycle cycle) {
    if (!job.settings().safety().reviewJoins()) {
      return Optional.empty();
    }
    var joins = joins(cycle).size();
    return joins == 0
        ? Optional.empty()
        : Optional.of(
            new Hold(
                Quarantine.JOINS_TO_REVIEW,
                "the plan joins entries to %,d accounts that are in the target already; look at them before they are written to"
                    .formatted(joins)));
  }

  private List<Long> joins(Cycle cycle) {
    var joins = new ArrayList<Long>();
    var after = 0L;
    while (true) {
      var page = store.actions(job.id(), cycle.number(), after, PAGE);
      if (page.isEmpty()) {
        return joins;
      }
      for (var planned : page) {
        if (planned.action() instanceof Update update && update.joins()) {
          joins.add(planned.ordinal());
        }
      }
      after = page.getLast().ordinal();
    }
  }

  /// Logs each removal that is held — Entra's `StagedDelete`.
  void logStaged(Cycle cycle, ProvisioningLogEntries log) {
    var after = 0L;
    while (true) {
      var page = store.actions(job.id(), cycle.number(), after, PAGE);
      if (page.isEmpty()) {
        return;
      }
      var entries = new ArrayList<ProvisioningLogEntry>();
      page.forEach(planned -> log.staged(planned.action()).ifPresent(entries::add));
      store.addLog(job.id(), entries);
      after = page.getLast().ordinal();
    }
  }
}
