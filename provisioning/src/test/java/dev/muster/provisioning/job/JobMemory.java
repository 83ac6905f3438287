package dev.muster.provisioning.job;

import dev.muster.provisioning.job.JobStore.LogQuery;
import dev.muster.provisioning.job.ProvisioningJob.Quarantine;
import dev.muster.provisioning.log.ProvisioningLogEntry;
import dev.muster.provisioning.mapping.TargetState.Reference;
import dev.muster.provisioning.plan.PlannedAction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What an [InMemoryJobStore] keeps of one job.
final class JobMemory {
  private final LinkMemory links = new LinkMemory();
  private final PlanMemory plans = new PlanMemory();
  private final SafetyMemory safety = new SafetyMemory();
  private final Map<Reference, Set<Reference>> unresolved = new HashMap<>();
  private final Map<Reference, Escrow> escrows = new HashMap<>();
  private final Set<String> replans = new HashSet<>();
  private final TreeMap<Long, Replanned> replanned = new TreeMap<>();
  private long lastReplanned;
  private final Map<Reference, Instant> moments = new HashMap<>();
  private final List<ProvisioningLogEntry> log = new ArrayList<>();
  private ProvisioningJob job;
  private Assignments assignments = new Assignments(Set.of(), Set.of());
  private Optional<Lease> lease = Optional.empty();

  JobMemory(ProvisioningJob job) {
    this.job = job;
  }

  private record Replanned(Reference entry, boolean members) {}

  private record Lease(String runner, Instant until) {}

  ProvisioningJob job() {
    return job;
  }

  LinkMemory links() {
    return links;
  }

  SafetyMemory safety() {
    return safety;
  }

  PlanMemory plans() {
    return plans;
  }

  void updateStatus(JobStatus status, Optional<Quarantine> quarantine) {
    job =
        new ProvisioningJob(
            job.id(),
            job.name(),
            job.kind(),
            status,
            job.settings(),
            job.watermark(),
            job.initialCycleDue(),
            quarantine);
  }

  void updateSettings(JobSettings settings) {
    replans.addAll(SettingsChange.affected(job.settings(), settings));
    updateRules(settings);
    waitNoLonger();
  }

  Set<String> replans() {
    return Set.copyOf(replans);
  }

  void clearReplans() {
    replans.clear();
  }

  void updateRules(JobSettings settings) {
    put(settings, job.watermark(), job.initialCycleDue());
  }

  ReplannedEntries replannedEntries() {
    var entries = new HashMap<String, Set<String>>();
    var groups = new HashSet<String>();
    replanned
        .values()
        .forEach(one -> {
          var entry = one.entry();
          entries
              .computeIfAbsent(entry.objectType(), type -> new HashSet<>())
              .add(entry.sourceId());
          if (one.members()) {
            groups.add(entry.sourceId());
          }
        });
    return new ReplannedEntries(replanned.isEmpty() ? 0 : lastReplanned, entries, groups);
  }

  void replanEntries(String type, Collection<String> ids, boolean members) {
    ids.forEach(
        id -> replanned.put(++lastReplanned, new Replanned(new Reference(type, id), members)));
  }

  void clearReplannedEntries(long upTo) {
    replanned.headMap(upTo, true).clear();
  }

  private void waitNoLonger() {
    if (job.quarantine().filter(Quarantine::waitsForApproval).isPresent()) {
      updateStatus(JobStatus.ACTIVE, Optional.empty());
    }
  }

  void reset(Set<ResetScope> scopes) {
    var full = scopes.contains(ResetScope.FULL);
    if (full || scopes.contains(ResetScope.LINKS)) {
      links.clear();
      unresolved.clear();
    }
    if (full || scopes.contains(ResetScope.ESCROWS)) {
      escrows.clear();
    }
    if (full || scopes.contains(ResetScope.WATERMARK) || scopes.contains(ResetScope.LINKS)) {
      advanceWatermark(0, true);
    }
    if (full || scopes.contains(ResetScope.QUARANTINE)) {
      updateStatus(
          job.status() == JobStatus.PAUSED ? JobStatus.PAUSED : JobStatus.ACTIVE, Optional.empty());
    }
  }

  void requireInitialCycle() {
    put(job.settings(), job.watermark(), true);
  }

  void advanceWatermark(long watermark, boolean initialCycleDue) {
    put(job.settings(), watermark, initialCycleDue);
  }

  private void put(JobSettings settings, long watermark, boolean initialCycleDue) {
    job =
        new ProvisioningJob(
            job.id(),
            job.name(),
            job.kind(),
            job.status(),
            settings,
            watermark,
            initialCycleDue,
            job.quarantine());
  }

  boolean lease(String runner, Instant now, Instant until) {
    var held = lease.filter(other -> !other.runner().equals(runner) && other.until().isAfter(now));
    if (held.isEmpty()) {
      lease = Optional.of(new Lease(runner, until));
    }
    return held.isEmpty();
  }

  void release(String runner) {
    lease = lease.filter(held -> !held.runner().equals(runner));
  }

  Assignments assignments() {
    return assignments;
  }

  void assign(Assignments add, Assignments remove) {
    var roles = new HashMap<String, Set<String>>(assignments.roles());
    add.roles().forEach((id, held) -> roles.merge(id, held, (a, b) -> changed(a, b, Set.of())));
    roles.keySet().removeAll(remove.users());
    roles.keySet().removeAll(remove.groups());
    var changed =
        new Assignments(
            changed(assignments.users(), add.users(), remove.users()),
            changed(assignments.groups(), add.groups(), remove.groups()),
            roles);
    if (!changed.equals(assignments)) {
      var others = changed.changedFrom(assignments);
      assignments = changed;
      replanEntries("User", others.users(), false);
      replanEntries("Group", others.groups(), true);
      waitNoLonger();
    }
  }

  private static Set<String> changed(Set<String> ids, Set<String> add, Set<String> remove) {
    var changed = new HashSet<>(ids);
    changed.addAll(add);
    changed.removeAll(remove);
    return changed;
  }

  void keepMoments(String objectType, Map<String, Instant> kept, Collection<String> looked) {
    looked.forEach(id -> moments.remove(new Reference(objectType, id)));
    kept.forEach((id, moment) -> moments.put(new Reference(objectType, id), moment));
  }

  Map<String, Set<String>> dueMoments(Instant now) {
    var due = new HashMap<String, Set<String>>();
    moments.forEach((entry, moment) -> {
      if (!moment.isAfter(now)) {
        due.computeIfAbsent(entry.objectType(), type -> new HashSet<>()).add(entry.sourceId());
      }
    });
    return due;
  }

  Optional<Instant> nextMoment() {
    return moments.values().stream().min(Instant::compareTo);
  }

  void settle(long cycle, ActionOutcome outcome) {
    var entry = outcome.log();
    plans.settle(cycle, outcome);
    if (outcome.state() == PlannedAction.State.DONE
        && outcome.change() instanceof ActionOutcome.LinkChange.Remove removed) {
      plans.keepMembers(
          cycle, removed.sourceId(), links.members(removed.sourceId(), "", Integer.MAX_VALUE));
    }
    links.apply(outcome.change());
    var object = new Reference(entry.objectType(), entry.sourceId());
    unresolved.put(object, Set.copyOf(outcome.unresolved()));
    clearEscrow(entry.objectType(), entry.sourceId());
    outcome.escrow().ifPresent(escrow -> escrows.put(object, escrow));
    log.add(entry);
  }

  Map<String, Set<String>> healable() {
    var healable = new TreeMap<String, Set<String>>();
    unresolved.forEach((object, references) -> {
      if (references.stream().anyMatch(links::has)) {
        healable
            .computeIfAbsent(object.objectType(), key -> new LinkedHashSet<>())
            .add(object.sourceId());
      }
    });
    return healable;
  }

  List<Escrow> escrows() {
    return List.copyOf(escrows.values());
  }

  List<Escrow> escrows(boolean deadOnly, Optional<Escrow> after, int limit) {
    var order = Comparator.comparing(Escrow::objectType).thenComparing(Escrow::sourceId);
    return escrows.values().stream()
        .filter(escrow -> !deadOnly || escrow.dead())
        .sorted(order)
        .filter(escrow -> after.map(last -> order.compare(escrow, last) > 0).orElse(true))
        .limit(limit)
        .toList();
  }

  int retry(Optional<Set<String>> sourceIds, Instant now) {
    var retried =
        escrows.values().stream()
            .filter(escrow -> sourceIds.map(ids -> ids.contains(escrow.sourceId())).orElse(true))
            .map(escrow ->
                new Escrow(
                    escrow.objectType(),
                    escrow.sourceId(),
                    escrow.errorCode(),
                    escrow.detail(),
                    0,
                    now,
                    Optional.of(now)))
            .toList();
    touch(retried);
    return retried.size();
  }

  void touch(Collection<Escrow> some) {
    some.forEach(
        escrow -> escrows.put(new Reference(escrow.objectType(), escrow.sourceId()), escrow));
  }

  void addLog(Collection<ProvisioningLogEntry> entries) {
    log.addAll(entries);
  }

  void putEscrow(Escrow escrow, ProvisioningLogEntry entry) {
    escrows.put(new Reference(escrow.objectType(), escrow.sourceId()), escrow);
    log.add(entry);
  }

  void clearEscrow(String objectType, String sourceId) {
    escrows.remove(new Reference(objectType, sourceId));
  }

  List<ProvisioningLogEntry> log(LogQuery query) {
    return before(query.before()).reversed().stream()
        .filter(entry -> query.sourceId().map(entry.sourceId()::equals).orElse(true))
        .filter(entry -> query.cycle().map(cycle -> cycle == entry.cycle()).orElse(true))
        .limit(query.limit())
        .toList();
  }

  private List<ProvisioningLogEntry> before(Optional<String> changeId) {
    if (changeId.isEmpty()) {
      return log;
    }
    var ids = log.stream().map(ProvisioningLogEntry::changeId).toList();
    return log.subList(0, Math.max(0, ids.indexOf(changeId.get())));
  }
}
