package dev.muster.provisioning.cycle;

import dev.muster.provisioning.cycle.CycleRunner.Result;
import dev.muster.provisioning.job.ActionOutcome;
import dev.muster.provisioning.job.JobEvents;
import dev.muster.provisioning.job.JobEvents.JobEvent;
import dev.muster.provisioning.job.JobStatus;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.job.ProvisioningJob.Quarantine;
import dev.muster.provisioning.log.ProvisioningLogEntries;
import dev.muster.provisioning.log.ProvisioningLogEntry.Initiator;
import dev.muster.provisioning.log.SecretPaths;
import dev.muster.provisioning.mapping.CompiledMapping;
import dev.muster.provisioning.plan.FailureLimits;
import dev.muster.provisioning.plan.PlanCounts;
import dev.muster.provisioning.target.Target;
import dev.muster.provisioning.target.TargetException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/// One run of one job: resumes, plans, has the plan judged, applies it, and keeps what became of
/// it.
final class CycleRun {
  private final JobStore store;
  private final Connectors connectors;
  private final JobEvents events;
  private final Clock clock;
  private final ProvisioningJob job;
  private final List<CompiledMapping> mappings;
  private final Target target;
  private final CycleProgress progress;
  private final BooleanSupplier stopped;
  private final long requestsBefore;
  private final PlanJudge judge;
  private final Quarantining quarantining;
  private Map<String, Instant> since = Map.of();
  private long replanned;

  /// @param progress told how far it is
  /// @param stopped asked between requests; true ends the run, and the rest is resumed later
  CycleRun(CycleParts parts, ProvisioningJob job, CycleProgress progress, BooleanSupplier stopped) {
    this.store = parts.store();
    this.connectors = parts.connectors();
    this.events = parts.events();
    this.clock = parts.clock();
    this.job = job;
    this.mappings = parts.mappings(job);
    this.target = connectors.target(job);
    this.progress = progress;
    this.stopped = stopped;
    this.requestsBefore = target.requests();
    this.judge = new PlanJudge(store, job);
    this.quarantining = parts.quarantining();
  }

  private CyclePlanner planner() {
    return new CyclePlanner(
        store, job, connectors.source(job), target, this::supported, stopped, clock);
  }

  private long requests() {
    return target.requests() - requestsBefore;
  }

  private Set<String> redacted() {
    var paths = new HashSet<String>();
    var schemas = connectors.targetSchemas(job);
    for (var mapping : mappings) {
      paths.addAll(mapping.redacted());
      paths.addAll(SecretPaths.of(mapping.mapping(), schemas));
    }
    return paths;
  }

  /// The mappings as far as the target has their attributes.
  private List<CompiledMapping> supported() {
    return mappings.stream()
        .map(mapping ->
            target.extensions(mapping.mapping()).map(mapping::withExtensions).orElse(mapping))
        .toList();
  }

  /// A plan that waited too long says nothing about the target of today.
  void expireParked() {
    store
        .findParked(job.id())
        .filter(
            plan -> plan.expires(job.settings().safety().planLifetime()).isBefore(clock.instant()))
        .ifPresent(plan -> store.updateCycle(plan.expired(clock.instant())));
  }

  /// What would be planned now, as a plan that is never applied: nothing is written to the target,
  /// and no link changes.
  Cycle preview(Function<CyclePlanner, Cycle> planned) {
    var plan = planned.apply(planner());
    var noted =
        judge
            .judge(plan, false)
            .map(hold -> plan.noting("it would be held: " + hold.reason()))
            .orElse(plan);
    var ended = noted.ended(Cycle.State.PREVIEW, PlanCounts.NONE, requests(), clock.instant());
    store.updateCycle(ended);
    return ended;
  }

  Result plan() {
    var plan = planner().plan();
    since = plan.since();
    replanned = plan.replanned();
    if (plan.cycle().isEmpty()) {
      finish(Cycle.Kind.SYNC, plan.watermark(), false);
      return new Result(Optional.empty(), plan.more());
    }
    var result = applyUnlessHeld(plan.cycle().get());
    var held = result.cycle().filter(cycle -> cycle.state() == Cycle.State.PARKED).isPresent();
    return held ? result : new Result(result.cycle(), result.more() || plan.more());
  }

  Result reconcile() {
    store.noteRun(job.id(), Cycle.Kind.DRIFT, clock.instant());
    var plan = writer(Cycle.Kind.DRIFT);
    var found =
        new DriftPlanner(store, job, connectors.source(job), target, supported(), plan, clock)
            .plan();
    var result = applyUnlessHeld(found.cycle());
    result
        .cycle()
        .ifPresent(
            cycle -> events.happened(new JobEvent.DriftFound(job.id(), cycle, found.findings())));
    // What was deleted by hand is matched anew.
    return new Result(result.cycle(), result.more());
  }

  /// Neither the job's state nor its watermark changes, and a plan that waits goes on waiting: it
  /// is about some entries alone. What the guard would hold is not done.
  Result onDemand(Work.OnDemand asked) {
    var plan = planner().onDemand(asked.entries(), asked.members(), false);
    if (plan.isEmpty()) {
      return new Result(Optional.empty(), false);
    }
    var hold = judge.judge(plan.get(), false);
    if (hold.isPresent()) {
      return new Result(Optional.of(refuse(plan.get(), hold.get())), false);
    }
    takeFromInterrupted(asked);
    var applying = plan.get().in(Cycle.State.APPLYING);
    store.updateCycle(applying);
    try {
      return new Result(apply(applying, Resumed.NO).cycle(), false);
    } catch (CycleStopped e) {
      return new Result(store.findCycle(job.id(), applying.number()), false);
    } catch (TargetException e) {
      return new Result(Optional.of(end(applying.noting(e.reason()), Cycle.State.FAILED)), false);
    }
  }

  private Cycle refuse(Cycle plan, PlanJudge.Hold hold) {
    var refused = plan.noting("not done: " + hold.reason()).rejected(clock.instant());
    store.updateCycle(refused);
    return refused;
  }

  /// A cycle that waits to be resumed must not do again, or undo, what is done now.
  private void takeFromInterrupted(Work.OnDemand asked) {
    store
        .findApplying(job.id())
        .ifPresent(cycle ->
            asked
                .entries()
                .forEach((type, ids) ->
                    store.skipActions(
                        job.id(),
                        cycle.number(),
                        new PendingActions(store, job.id()).of(cycle.number(), type, ids),
                        "provisioned on demand meanwhile")));
  }

  Result undo(long cycle) {
    var plan = new UndoPlanner(store, job, writer(Cycle.Kind.UNDO)).plan(cycle);
    // Nothing follows: a cycle right after it would do again what is taken back.
    return new Result(plan.flatMap(made -> applyUnlessHeld(made).cycle()), false);
  }

  private PlanWriter writer(Cycle.Kind kind) {
    var start = new CycleStart(kind, false, job.watermark(), false);
    return new PlanWriter(store, job, clock, start, stopped);
  }

  private Result applyUnlessHeld(Cycle cycle) {
    var hold = judge.judge(cycle, replanned > 0);
    if (hold.isPresent()) {
      return park(cycle, hold.get());
    }
    var applying = cycle.in(Cycle.State.APPLYING);
    store.updateCycle(applying);
    return apply(applying, Resumed.NO);
  }

  private Result park(Cycle cycle, PlanJudge.Hold hold) {
    judge.logStaged(cycle, new ProvisioningLogEntries(job.id(), cycle.number(), clock, redacted()));
    if (hold.code().equals(Quarantine.JOINS_TO_REVIEW)) {
      new UnmatchedAccounts(store, job, target, clock).find(cycle, supported());
    }
    var parked = cycle.noting(hold.reason()).in(Cycle.State.PARKED);
    store.updateCycle(parked);
    if (status() != JobStatus.PAUSED) {
      var until = parked.expires(job.settings().safety().planLifetime());
      store.updateStatus(
          job.id(),
          JobStatus.QUARANTINE,
          Optional.of(Quarantine.waiting(hold.code(), hold.reason(), clock.instant(), until)));
    }
    events.happened(new JobEvent.PlanHeld(job.id(), parked, hold.reason()));
    return new Result(Optional.of(parked), false);
  }

  /// Goes on with a cycle that an earlier run left.
  ///
  /// @param inDoubt whether its first pending actions may have been sent, as after a crash
  Result resume(Cycle cycle, boolean inDoubt) {
    return apply(cycle, inDoubt ? Resumed.IN_DOUBT : Resumed.BETWEEN_REQUESTS);
  }

  private enum Resumed {
    NO,
    BETWEEN_REQUESTS,
    IN_DOUBT
  }

  private Result apply(Cycle cycle, Resumed how) {
    var resumed = how != Resumed.NO;
    var before = resumed ? store.performed(job.id(), cycle.number()) : PlanCounts.NONE;
    progress.applying(cycle.planned().changes(), before.changes() + before.failed());
    var log =
        new ProvisioningLogEntries(
            job.id(), cycle.number(), clock, redacted(), initiator(cycle.kind()));
    var deadLetters = job.settings().safety().deadLetters();
    var outcomes = new Outcomes(log, store.escrows(job.id()), deadLetters, clock);
    var failures = new FailureCount(FailureLimits.ENTRA, cycle.planned(), before.failed());
    var supported = supported();
    var verifier =
        new CreateVerifier(store, job, target, supported, log, clock, this::requireGoing);
    var notes = new ArrayList<String>();
    new PlanApplier(
            store, job, target, supported, outcomes, failures, progress, stopped, this::settled)
        .apply(cycle.number(), how == Resumed.IN_DOUBT, () -> notes.addAll(verifier.verify(cycle)));
    var done = end(cycle.noting(notes), Cycle.State.DONE);
    finish(cycle.kind(), cycle.watermarkTo(), resumed);
    // New objects: references to them that had to be left out can be written now.
    var heals =
        cycle.planned().creates() > 0
            && (!store.healable(job.id()).isEmpty() || store.hasReplannedEntries(job.id()));
    return new Result(Optional.of(done), resumed || heals);
  }

  private void requireGoing() {
    if (stopped.getAsBoolean()) {
      throw new CycleStopped();
    }
  }

  private void settled(List<ActionOutcome> settled) {
    events.happened(new JobEvent.Settled(job.id(), settled, since));
  }

  private static Initiator initiator(Cycle.Kind kind) {
    return switch (kind) {
      case SYNC -> Initiator.CYCLE;
      case ON_DEMAND -> Initiator.ON_DEMAND;
      case DRIFT -> Initiator.DRIFT;
      case UNDO -> Initiator.UNDO;
    };
  }

  private Cycle end(Cycle cycle, Cycle.State state) {
    var ended =
        cycle.ended(
            state,
            store
                .performed(job.id(), cycle.number())
                .plus(PlanCounts.ofSkipped(cycle.planned().skipped()))
                .plus(PlanCounts.ofFailed(cycle.planned().failed())),
            cycle.requests() + requests(),
            clock.instant());
    store.updateCycle(ended);
    events.happened(new JobEvent.CycleEnded(job.id(), ended));
    return ended;
  }

  /// @param resumed whether the plan was made by an earlier run: what changed about the job since
  ///   is not known then
  private void finish(Cycle.Kind kind, long watermark, boolean resumed) {
    if (kind == Cycle.Kind.SYNC && (job.initialCycleDue() || job.watermark() != watermark)) {
      store.advanceWatermark(job.id(), watermark, job.initialCycleDue() && resumed);
    }
    if (kind == Cycle.Kind.SYNC && !resumed) {
      if (!changedMeanwhile()) {
        store.clearReplans(job.id());
      }
      if (replanned > 0) {
        store.clearReplannedEntries(job.id(), replanned);
      }
    }
    if (kind == Cycle.Kind.ON_DEMAND) {
      return;
    }
    var status = status();
    if (status == JobStatus.NOT_RUN || status == JobStatus.QUARANTINE) {
      store.updateStatus(job.id(), JobStatus.ACTIVE, Optional.empty());
      job.quarantine().ifPresent(from -> events.happened(new JobEvent.Recovered(job.id(), from)));
    }
  }

  /// Someone may have paused the job since it was read.
  private JobStatus status() {
    return store.find(job.id()).map(ProvisioningJob::status).orElse(job.status());
  }

  /// Whether someone changed the settings while the cycle ran: what they affect is to be looked at
  /// again.
  private boolean changedMeanwhile() {
    return !store.find(job.id()).map(ProvisioningJob::settings).equals(Optional.of(job.settings()));
  }

  /// The target as a whole does not work: the job tries again at growing intervals — Entra's
  /// quarantine. What was planned and not done is planned anew then.
  Result quarantine(TargetException e) {
    var failed =
        store
            .findApplying(job.id())
            .map(cycle -> end(cycle.noting(e.reason()), Cycle.State.FAILED));
    quarantining.enter(job, e.errorCode(), e.reason());
    return new Result(failed, false);
  }
}
