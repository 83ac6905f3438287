package dev.muster.provisioning.cycle;

import dev.muster.provisioning.job.JobEvents;
import dev.muster.provisioning.job.JobEvents.JobEvent;
import dev.muster.provisioning.job.JobStatus;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.job.ProvisioningJob.Quarantine;
import java.time.Clock;
import java.util.Optional;

/// Puts jobs into quarantine, in which they are tried at growing intervals, and says so. After 28
/// days they are paused (Entra: "Application provisioning in quarantine status").
record Quarantining(JobStore store, JobEvents events, Clock clock) {

  /// @param job as it was when its run began; someone may have paused it since
  /// @param errorCode one of Entra's, such as `SystemForCrossDomainIdentityManagementBadResponse`
  void enter(ProvisioningJob job, String errorCode, String reason) {
    var now = clock.instant();
    var quarantine = Quarantine.after(job.quarantine(), errorCode, reason, now);
    var stops = quarantine.hopeless(now);
    var status = store.find(job.id()).map(ProvisioningJob::status).orElse(job.status());
    var paused = stops || status == JobStatus.PAUSED;
    store.updateStatus(
        job.id(), paused ? JobStatus.PAUSED : JobStatus.QUARANTINE, Optional.of(quarantine));
    if (stops) {
      events.happened(new JobEvent.Stopped(job.id(), quarantine));
    } else if (!job.quarantine().map(Quarantine::reason).equals(Optional.of(errorCode))) {
      events.happened(new JobEvent.Quarantined(job.id(), quarantine));
    }
  }
}
