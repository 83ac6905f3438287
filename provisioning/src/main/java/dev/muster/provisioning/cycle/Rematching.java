package dev.muster.provisioning.cycle;

import dev.muster.provisioning.job.ActionOutcome.LinkChange;
import dev.muster.provisioning.job.Escrow;
import dev.muster.provisioning.job.JobId;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.Link;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Has entries looked at again though they did not change, with the reason that people see.
final class Rematching {
  private final JobStore store;
  private final JobId job;

  Rematching(JobStore store, JobId job) {
    this.store = store;
    this.job = job;
  }

  /// The entry is looked at by the cycle that comes at a moment or after it.
  void look(
      String objectType, String sourceId, String errorCode, String why, Instant now, Instant next) {
    store.touch(
        job, List.of(new Escrow(objectType, sourceId, errorCode, why, 0, now, Optional.of(next))));
  }

  /// The link is void: the entry is matched anew, or its object created.
  void unlink(Link link, String errorCode, String why, Instant now, Instant next) {
    look(link.objectType(), link.sourceId(), errorCode, why, now, next);
    store.changeLinks(job, List.of(new LinkChange.Remove(link.objectType(), link.sourceId())));
  }
}
