package dev.muster.provisioning.job;

import dev.muster.provisioning.cycle.Cycle;
import dev.muster.provisioning.job.ProvisioningJob.Quarantine;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Is told what happens to jobs: alerting listens here. Called by the thread that runs the job,
/// after what happened has become durable; a listener returns soon and does not throw.
@FunctionalInterface
public interface JobEvents {
  JobEvents NONE = event -> {};

  void happened(JobEvent event);

  /// What happened to a job.
  sealed interface JobEvent {
    JobId job();

    /// A cycle came to its end, whatever that was.
    record CycleEnded(JobId job, Cycle cycle) implements JobEvent {}

    /// A plan waits for someone's approval; nothing of it was sent.
    record PlanHeld(JobId job, Cycle cycle, String reason) implements JobEvent {}

    /// The job entered quarantine, or is in it for another reason than before.
    record Quarantined(JobId job, Quarantine quarantine) implements JobEvent {}

    /// A cycle succeeded again.
    record Recovered(JobId job, Quarantine from) implements JobEvent {}

    /// The quarantine lasted too long: the job is paused until someone starts it.
    record Stopped(JobId job, Quarantine quarantine) implements JobEvent {}

    /// Some actions were performed, or failed.
    ///
    /// @param since when the entries changed in the source that the actions are for, by their id;
    ///   those that nothing changed are not in it
    record Settled(JobId job, List<ActionOutcome> outcomes, Map<String, Instant> since)
        implements JobEvent {
      public Settled {
        outcomes = List.copyOf(outcomes);
        since = Map.copyOf(since);
      }
    }

    /// A reconciliation ended.
    ///
    /// @param findings how many differences it found
    record DriftFound(JobId job, Cycle cycle, long findings) implements JobEvent {}
  }
}
