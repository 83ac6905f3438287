package dev.muster.provisioning.cycle;

import dev.muster.provisioning.job.Escrow;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.JobStore.StagedAction;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.log.ProvisioningLogEntry;
import dev.muster.provisioning.mapping.TargetState;
import dev.muster.provisioning.mapping.TargetState.Reference;
import dev.muster.provisioning.plan.PlanCounts;
import dev.muster.provisioning.plan.ProvisioningAction;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Writes a plan as it is made. The cycle begins with the first thing that is worth keeping: a
/// cycle that finds nothing to do leaves nothing behind.
final class PlanWriter {
  private static final int BATCH = 500;
  private static final long PROBLEMS_SHOWN = 100;

  private final JobStore store;
  private final ProvisioningJob job;
  private final Clock clock;
  private final CycleStart start;
  private final BooleanSupplier stopped;
  private final List<StagedAction> batch = new ArrayList<>();
  private final Map<Escrow, ProvisioningLogEntry> problems = new LinkedHashMap<>();
  private final Map<Boolean, ReferenceOrder> orders = new HashMap<>();
  private final List<String> notes = new ArrayList<>();
  private Optional<Cycle> cycle = Optional.empty();
  private long ordinal;
  private PlanCounts counts = PlanCounts.NONE;

  /// @param stopped asked between pages: planning may take long
  PlanWriter(
      JobStore store, ProvisioningJob job, Clock clock, CycleStart start, BooleanSupplier stopped) {
    this.store = store;
    this.job = job;
    this.clock = clock;
    this.start = start;
    this.stopped = stopped;
  }

  /// Throws [CycleStopped] once someone has asked to stop.
  void requireGoing() {
    if (stopped.getAsBoolean()) {
      throw new CycleStopped();
    }
  }

  /// These entries need nothing any more: what failed about them is forgotten.
  void cleared(String objectType, Collection<String> sourceIds) {
    if (!start.preview() && !sourceIds.isEmpty()) {
      store.clearEscrows(job.id(), objectType, sourceIds);
    }
  }

  /// Keeps when time alone changes the scope of some entries that were looked at.
  void moments(String objectType, Map<String, Instant> moments, Collection<String> looked) {
    if (!start.preview()) {
      store.keepMoments(job.id(), objectType, moments, looked);
    }
  }

  /// The cycle's number; begins it if need be.
  long number() {
    return begun().number();
  }

  void add(ProvisioningAction action, boolean hasMembers) {
    begun();
    ordinal++;
    noteReferences(action, hasMembers);
    counts = counts.plus(PlanCounts.of(action));
    batch.add(new StagedAction(Stages.of(action, hasMembers), action));
    if (batch.size() == BATCH) {
      flush();
    }
  }

  void skipped(long entries) {
    counts = counts.plus(PlanCounts.ofSkipped(entries));
  }

  void problem(Escrow escrow, ProvisioningLogEntry entry) {
    counts = counts.plus(PlanCounts.ofFailed(1));
    if (start.preview()) {
      noteProblem(escrow, entry);
      return;
    }
    problems.put(escrow, entry);
    if (problems.size() == BATCH) {
      flush();
    }
  }

  /// A preview keeps no failures: it says what would fail.
  private void noteProblem(Escrow escrow, ProvisioningLogEntry entry) {
    if (counts.failed() <= PROBLEMS_SHOWN) {
      note(
          "%s \"%s\" (%s) would fail with %s: %s"
              .formatted(
                  escrow.objectType(),
                  entry.displayName(),
                  escrow.sourceId(),
                  escrow.errorCode(),
                  escrow.detail()));
    }
  }

  void note(String note) {
    notes.add(note);
  }

  PlanCounts counts() {
    return counts;
  }

  /// The plan as it was made, still PLANNING; empty if there is nothing in it and nothing to say.
  Optional<Cycle> finish() {
    if (start.initial() || start.preview() || !notes.isEmpty()) {
      begun();
    }
    flush();
    return cycle.map(begun -> {
      orders.values().forEach(order -> restage(begun, order));
      return new Cycle(
          begun.job(),
          begun.number(),
          begun.kind(),
          begun.initial(),
          begun.state(),
          begun.watermarkTo(),
          counts,
          PlanCounts.NONE,
          0,
          notes,
          begun.began(),
          Optional.empty());
    });
  }

  private void restage(Cycle begun, ReferenceOrder order) {
    var first = orders.get(true) == order ? Stages.GROUPS : Stages.OBJECTS;
    var stages = new HashMap<Long, Integer>();
    // A chain longer than there are stages ends in the last one; what is not there then is healed
    // afterwards.
    order
        .delays()
        .forEach((number, delay) -> stages.put(number, first + Math.min(delay, Stages.DEPTH)));
    if (!stages.isEmpty()) {
      store.restage(job.id(), begun.number(), stages);
    }
  }

  private void noteReferences(ProvisioningAction action, boolean hasMembers) {
    var order = orders.computeIfAbsent(hasMembers, key -> new ReferenceOrder());
    switch (action) {
      case ProvisioningAction.Create create ->
          order.add(create.sourceId(), ordinal, true, refersTo(create.desired(), create));
      case ProvisioningAction.Update update ->
          order.add(update.sourceId(), ordinal, false, refersTo(update.desired(), update));
      case ProvisioningAction.Disable disable -> {}
      case ProvisioningAction.Delete delete -> {}
      case ProvisioningAction.ChangeMembers change -> {}
    }
  }

  private static List<String> refersTo(TargetState desired, ProvisioningAction action) {
    return desired.references().values().stream()
        .filter(reference -> reference.objectType().equals(action.objectType()))
        .map(Reference::sourceId)
        .toList();
  }

  private Cycle begun() {
    if (cycle.isEmpty()) {
      cycle = Optional.of(store.begin(job.id(), start, clock.instant()));
    }
    return cycle.get();
  }

  private void flush() {
    if (!batch.isEmpty()) {
      store.addActions(job.id(), number(), batch);
      batch.clear();
    }
    if (!problems.isEmpty()) {
      store.putEscrows(job.id(), problems);
      problems.clear();
    }
  }
}
