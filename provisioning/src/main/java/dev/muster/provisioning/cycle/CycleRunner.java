package dev.muster.provisioning.cycle;

import dev.muster.provisioning.job.JobEvents;
import dev.muster.provisioning.job.JobId;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.mapping.MappingCompiler;
import dev.muster.provisioning.target.TargetException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/// Runs one cycle of a job: resumes what a crash left, or plans, has the plan judged and applies
/// it. This is the main path of the engine, from the source's changes to the target's requests.
public final class CycleRunner {
  private final CycleParts parts;

  /// Cycles that were stopped here: of their actions none was under way, as after a crash.
  private final Map<JobId, Long> stoppedBetweenRequests = new ConcurrentHashMap<>();

  public CycleRunner(
      JobStore store,
      Connectors connectors,
      MappingCompiler compiler,
      JobEvents events,
      Clock clock) {
    this.parts = new CycleParts(store, connectors, compiler, events, clock);
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
    return run(id, new Work.Sync(), progress, stopped);
  }

  /// As [#run], for any work. A cycle that was interrupted is resumed before other work begins;
  /// then there is more to do.
  public Result run(JobId id, Work work, CycleProgress progress, BooleanSupplier stopped) {
    var store = parts.store();
    var run = new CycleRun(parts, store.find(id).orElseThrow(), progress, stopped);
    if (work instanceof Work.OnDemand asked) {
      return run.onDemand(asked);
    }
    try {
      var interrupted = store.findApplying(id);
      if (interrupted.isPresent()) {
        var cycle = interrupted.get();
        return run.resume(cycle, !stoppedBetweenRequests.remove(id, cycle.number()));
      }
      run.expireParked();
      return switch (work) {
        case Work.Sync sync -> run.plan();
        case Work.OnDemand asked -> run.onDemand(asked);
        case Work.Resume resume -> new Result(Optional.empty(), false);
        case Work.Drift drift -> run.reconcile();
        case Work.Undo undo -> run.undo(undo.cycle());
      };
    } catch (CycleStopped e) {
      var left = store.findApplying(id);
      left.ifPresent(cycle -> stoppedBetweenRequests.put(id, cycle.number()));
      return new Result(left, false);
    } catch (TargetException e) {
      return run.quarantine(e);
    }
  }

  /// Notes that a job's run ended by a failure that is nobody's but ours: it is not to be repeated
  /// at once and for ever.
  void failed(JobId id, RuntimeException failure) {
    parts
        .store()
        .find(id)
        .ifPresent(
            job -> parts.quarantining().enter(job, "InternalError", String.valueOf(failure)));
  }

  /// What a job would plan by other settings, as a plan that is never applied: nothing is written
  /// to the target, and no link changes. Throws [TargetException] if the target cannot be read.
  ///
  /// @param entries ids by object type; empty: everyone
  public Cycle preview(
      ProvisioningJob proposed, Map<String, Set<String>> entries, BooleanSupplier stopped) {
    return preview(
        proposed,
        planner -> entries.isEmpty() ? planner.preview() : planner.preview(entries),
        stopped);
  }

  /// As [#preview], of what [Work.OnDemand] would do now.
  public Cycle preview(ProvisioningJob job, Work.OnDemand asked, BooleanSupplier stopped) {
    return preview(
        job,
        planner -> planner.onDemand(asked.entries(), asked.members(), true).orElseThrow(),
        stopped);
  }

  private Cycle preview(
      ProvisioningJob job, Function<CyclePlanner, Cycle> planned, BooleanSupplier stopped) {
    return new CycleRun(parts, job, new CycleProgress(parts.clock()), stopped).preview(planned);
  }
}
