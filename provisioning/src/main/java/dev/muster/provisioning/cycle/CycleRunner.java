package dev.muster.provisioning.cycle;

import dev.muster.provisioning.job.Assignments;
import dev.muster.provisioning.job.JobId;
import dev.muster.provisioning.job.JobStatus;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.job.ProvisioningJob.Quarantine;
import dev.muster.provisioning.log.ProvisioningLogEntries;
import dev.muster.provisioning.mapping.CompiledMapping;
import dev.muster.provisioning.mapping.MappingCompiler;
import dev.muster.provisioning.plan.Guard;
import dev.muster.provisioning.plan.Guard.Verdict;
import dev.muster.provisioning.plan.PlanCounts;
import dev.muster.provisioning.target.Target;
import dev.muster.provisioning.target.TargetException;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// Runs one cycle of a job: resumes what a crash left, or plans, has the plan judged and applies
/// it. This is the main path of the engine, from the source's changes to the target's requests.
public final class CycleRunner {
  private final JobStore store;
  private final Connectors connectors;
  private final MappingCompiler compiler;
  private final Clock clock;

  public CycleRunner(JobStore store, Connectors connectors, MappingCompiler compiler, Clock clock) {
    this.store = store;
    this.connectors = connectors;
    this.compiler = compiler;
    this.clock = clock;
  }

  /// What a run came to.
  ///
  /// @param cycle empty if there was nothing to do
  /// @param more whether another cycle has work to do right away
  public record Result(Optional<Cycle> cycle, boolean more) {}

  /// Runs a job's next cycle to its end, or to where it is parked or stopped.
  ///
  /// @param stopped asked between requests; true ends the run, and the rest is resumed later
  public Result run(JobId id, CycleProgress progress, BooleanSupplier stopped) {
    var job = store.find(id).orElseThrow();
    var schemas = connectors.targetSchemas(job);
    var ofJob = compiler.with(job.settings().flow());
    var mappings =
        job.settings().objectMappings().stream()
            .map(mapping -> ofJob.compile(mapping, schemas))
            .toList();
    var run = new Run(job, mappings, connectors.target(job), progress, stopped);
    try {
      var interrupted = store.findApplying(id);
      return interrupted.isPresent()
          ? run.apply(interrupted.get(), true)
          : run.plan(
              new CyclePlanner(
                  store, job, connectors.source(job), run.target, run::supported, clock));
    } catch (CycleStopped e) {
      return new Result(store.findApplying(id), false);
    } catch (TargetException e) {
      return run.quarantine(e);
    }
  }

  /// One run of one job.
  private final class Run {
    private final ProvisioningJob job;
    private final List<CompiledMapping> mappings;
    private final Target target;
    private final CycleProgress progress;
    private final BooleanSupplier stopped;
    private final long requestsBefore;
    private final Assignments assignments;

    Run(
        ProvisioningJob job,
        List<CompiledMapping> mappings,
        Target target,
        CycleProgress progress,
        BooleanSupplier stopped) {
      this.job = job;
      this.mappings = mappings;
      this.target = target;
      this.progress = progress;
      this.stopped = stopped;
      this.requestsBefore = target.requests();
      this.assignments = store.assignments(job.id());
    }

    private Set<String> redacted() {
      var paths = new HashSet<String>();
      mappings.forEach(mapping -> paths.addAll(mapping.redacted()));
      return paths;
    }

    /// The mappings as far as the target has their attributes.
    List<CompiledMapping> supported() {
      return mappings.stream()
          .map(mapping ->
              target.extensions(mapping.mapping()).map(mapping::withExtensions).orElse(mapping))
          .toList();
    }

    Result plan(CyclePlanner planner) {
      var plan = planner.plan();
      if (plan.cycle().isEmpty()) {
        finish(plan.watermark(), false);
        return new Result(Optional.empty(), plan.more());
      }
      var cycle = plan.cycle().get();
      return switch (judge(cycle)) {
        case Verdict.Park(String reason) -> {
          var parked = cycle.noting(reason).in(Cycle.State.PARKED);
          store.updateCycle(parked);
          yield new Result(Optional.of(parked), false);
        }
        case Verdict.Pass() -> {
          var applying = cycle.in(Cycle.State.APPLYING);
          store.updateCycle(applying);
          var result = apply(applying, false);
          yield new Result(result.cycle(), result.more() || plan.more());
        }
      };
    }

    Result apply(Cycle cycle, boolean resumed) {
      var before = resumed ? store.performed(job.id(), cycle.number()) : PlanCounts.NONE;
      progress.applying(cycle.planned().changes(), before.changes() + before.failed());
      var log = new ProvisioningLogEntries(job.id(), cycle.number(), clock, redacted());
      var outcomes = new Outcomes(log, store.escrows(job.id()), clock);
      new PlanApplier(store, job, target, supported(), outcomes, progress, stopped)
          .apply(cycle.number(), resumed);
      var done = end(cycle, Cycle.State.DONE);
      finish(cycle.watermarkTo(), resumed);
      // New objects: references to them that had to be left out can be written now.
      var heals = cycle.planned().creates() > 0 && !store.healable(job.id()).isEmpty();
      return new Result(Optional.of(done), resumed || heals);
    }

    private Verdict judge(Cycle cycle) {
      if (cycle.planned().removals() + cycle.planned().memberRemovals() == 0) {
        return new Verdict.Pass();
      }
      var linked = 0L;
      for (var mapping : mappings) {
        linked += store.countLinks(job.id(), mapping.mapping().objectType());
      }
      return new Guard(job.settings().guard())
          .judge(cycle.planned(), linked, store.countLinkedMembers(job.id()));
    }

    private Cycle end(Cycle cycle, Cycle.State state) {
      var ended =
          cycle.ended(
              state,
              store
                  .performed(job.id(), cycle.number())
                  .plus(PlanCounts.ofSkipped(cycle.planned().skipped()))
                  .plus(PlanCounts.ofFailed(cycle.planned().failed())),
              cycle.requests() + target.requests() - requestsBefore,
              clock.instant());
      store.updateCycle(ended);
      return ended;
    }

    /// @param resumed whether the plan was made by an earlier run: what changed about the job since
    ///   is not known then
    private void finish(long watermark, boolean resumed) {
      if (job.initialCycleDue() || job.watermark() != watermark) {
        store.advanceWatermark(
            job.id(), watermark, (job.initialCycleDue() && resumed) || changedMeanwhile());
      }
      if (job.status() == JobStatus.NOT_RUN || job.status() == JobStatus.QUARANTINE) {
        store.updateStatus(job.id(), JobStatus.ACTIVE, Optional.empty());
      }
    }

    /// Whether someone assigned others or changed the mappings while the cycle ran.
    private boolean changedMeanwhile() {
      return !store.assignments(job.id()).equals(assignments)
          || !store
              .find(job.id())
              .map(ProvisioningJob::settings)
              .equals(Optional.of(job.settings()));
    }

    /// The target as a whole does not work: the job tries again at growing intervals — Entra's
    /// quarantine. What was planned and not done is planned anew then.
    Result quarantine(TargetException e) {
      var failed =
          store
              .findApplying(job.id())
              .map(cycle -> end(cycle.noting(e.reason()), Cycle.State.FAILED));
      var quarantine =
          Quarantine.after(job.quarantine(), e.errorCode(), e.reason(), clock.instant());
      store.updateStatus(job.id(), JobStatus.QUARANTINE, Optional.of(quarantine));
      return new Result(failed, false);
    }
  }
}
