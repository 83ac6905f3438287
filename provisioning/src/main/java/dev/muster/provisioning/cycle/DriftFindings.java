package dev.muster.provisioning.cycle;

import dev.muster.provisioning.job.DriftFinding;
import dev.muster.provisioning.job.DriftFinding.Handling;
import dev.muster.provisioning.job.DriftFinding.Kind;
import dev.muster.provisioning.job.JobId;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.plan.AttributeChange;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Keeps what a reconciliation finds, batch by batch, and counts it.
final class DriftFindings {
  private static final int BATCH = 500;

  private final JobStore store;
  private final JobId job;
  private final long cycle;
  private final Clock clock;
  private final List<DriftFinding> batch = new ArrayList<>();
  private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);

  DriftFindings(JobStore store, JobId job, long cycle, Clock clock) {
    this.store = store;
    this.job = job;
    this.cycle = cycle;
    this.clock = clock;
  }

  void add(
      Kind kind,
      String type,
      String targetId,
      Optional<String> sourceId,
      String name,
      Handling handling) {
    add(kind, type, targetId, sourceId, name, List.of(), List.of(), List.of(), handling);
  }

  void add(
      Kind kind,
      String type,
      String targetId,
      Optional<String> sourceId,
      String name,
      List<AttributeChange> changes,
      List<String> added,
      List<String> removed,
      Handling handling) {
    countOnly(kind);
    batch.add(
        new DriftFinding(
            cycle,
            kind,
            type,
            targetId,
            sourceId,
            name,
            changes,
            added,
            removed,
            handling,
            clock.instant()));
    if (batch.size() == BATCH) {
      flush();
    }
  }

  void countOnly(Kind kind) {
    counts.merge(kind, 1L, Long::sum);
  }

  void flush() {
    if (!batch.isEmpty()) {
      store.addFindings(job, batch);
      batch.clear();
    }
  }

  long count(Kind kind) {
    return counts.getOrDefault(kind, 0L);
  }

  long count() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  String summary() {
    return "compared with the target: %,d objects changed by hand, %,d deleted, %,d made, %,d groups with other members"
        .formatted(
            count(Kind.CHANGED), count(Kind.DELETED), count(Kind.CREATED), count(Kind.MEMBERSHIP));
  }
}
