package dev.muster.provisioning.job;

import dev.muster.provisioning.cycle.Cycle;
import dev.muster.provisioning.cycle.CycleStart;
import dev.muster.provisioning.job.ProvisioningJob.Kind;
import dev.muster.provisioning.job.ProvisioningJob.Quarantine;
import dev.muster.provisioning.log.ProvisioningLogEntry;
import dev.muster.provisioning.plan.PlanCounts;
import dev.muster.provisioning.plan.PlannedAction;
import dev.muster.scim.provider.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// A [JobStore] in memory, for tests. One lock makes every call whole.
public class InMemoryJobStore implements JobStore {
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Long, JobMemory> jobs = new TreeMap<>();

  @Override
  public Optional<ProvisioningJob> create(
      TenantId tenant, String name, Kind kind, JobSettings settings) {
    return locked(() -> {
      if (findByName(tenant, name).isPresent()) {
        return Optional.empty();
      }
      var job =
          new ProvisioningJob(
              new JobId(tenant, jobs.size() + 1L),
              name,
              kind,
              JobStatus.NOT_RUN,
              settings,
              0,
              true,
              Optional.empty());
      jobs.put(job.id().value(), new JobMemory(job));
      return Optional.of(job);
    });
  }

  @Override
  public Optional<ProvisioningJob> find(JobId job) {
    return locked(() ->
        Optional.ofNullable(jobs.get(job.value()))
            .map(JobMemory::job)
            .filter(found -> found.id().equals(job)));
  }

  @Override
  public Optional<ProvisioningJob> findByName(TenantId tenant, String name) {
    return jobs(tenant).stream().filter(job -> job.name().equals(name)).findFirst();
  }

  @Override
  public List<ProvisioningJob> jobs(TenantId tenant) {
    return jobs().stream().filter(job -> job.id().tenant().equals(tenant)).toList();
  }

  @Override
  public List<ProvisioningJob> jobs() {
    return locked(() -> jobs.values().stream().map(JobMemory::job).toList());
  }

  @Override
  public void updateStatus(JobId job, JobStatus status, Optional<Quarantine> quarantine) {
    change(job, memory -> memory.updateStatus(status, quarantine));
  }

  @Override
  public void updateSettings(JobId job, JobSettings settings) {
    change(job, memory -> memory.updateSettings(settings));
  }

  @Override
  public Set<String> replans(JobId job) {
    return of(job, JobMemory::replans);
  }

  @Override
  public void clearReplans(JobId job) {
    change(job, JobMemory::clearReplans);
  }

  @Override
  public ReplannedEntries replannedEntries(JobId job) {
    return of(job, JobMemory::replannedEntries);
  }

  @Override
  public void replanEntries(JobId job, Map<String, Set<String>> entries) {
    change(job, memory -> entries.forEach((type, ids) -> memory.replanEntries(type, ids, false)));
  }

  @Override
  public void clearReplannedEntries(JobId job, long upTo) {
    change(job, memory -> memory.clearReplannedEntries(upTo));
  }

  @Override
  public void requireInitialCycle(JobId job) {
    change(job, JobMemory::requireInitialCycle);
  }

  @Override
  public void advanceWatermark(JobId job, long watermark, boolean initialCycleDue) {
    change(job, memory -> memory.advanceWatermark(watermark, initialCycleDue));
  }

  @Override
  public boolean lease(JobId job, String runner, Instant now, Instant until) {
    return of(job, memory -> memory.lease(runner, now, until));
  }

  @Override
  public void release(JobId job, String runner) {
    change(job, memory -> memory.release(runner));
  }

  @Override
  public Assignments assignments(JobId job) {
    return of(job, JobMemory::assignments);
  }

  @Override
  public void assign(JobId job, Assignments add, Assignments remove) {
    change(job, memory -> memory.assign(add, remove));
  }

  @Override
  public Map<String, Link> links(JobId job, String objectType, Collection<String> sourceIds) {
    return of(job, memory -> memory.links().of(objectType, sourceIds));
  }

  @Override
  public List<Link> links(JobId job, String objectType, String afterSourceId, int limit) {
    return of(job, memory -> memory.links().page(objectType, afterSourceId, limit));
  }

  @Override
  public Map<String, Link> linksByTarget(
      JobId job, String objectType, Collection<String> targetIds) {
    return of(job, memory -> memory.links().byTarget(objectType, targetIds));
  }

  @Override
  public long countLinks(JobId job, String objectType) {
    return of(job, memory -> memory.links().count(objectType));
  }

  @Override
  public long countLinkedMembers(JobId job) {
    return of(job, memory -> memory.links().countMembers());
  }

  @Override
  public List<String> linkedMembers(JobId job, String groupId, String afterMemberId, int limit) {
    return of(job, memory -> memory.links().members(groupId, afterMemberId, limit));
  }

  @Override
  public Set<String> linkedMembersAmong(JobId job, String groupId, Collection<String> candidates) {
    return of(job, memory -> memory.links().membersAmong(groupId, candidates));
  }

  @Override
  public Map<String, Set<String>> linkedGroupsOf(JobId job, Collection<String> memberIds) {
    return of(job, memory -> memory.links().groupsOf(memberIds));
  }

  @Override
  public Cycle begin(JobId job, CycleStart start, Instant now) {
    return of(job, memory -> memory.plans().begin(job, start, now));
  }

  @Override
  public void addActions(JobId job, long cycle, List<StagedAction> actions) {
    change(job, memory -> memory.plans().add(cycle, actions));
  }

  @Override
  public void restage(JobId job, long cycle, Map<Long, Integer> stages) {
    change(job, memory -> memory.plans().restage(cycle, stages));
  }

  @Override
  public void updateCycle(Cycle cycle) {
    change(cycle.job(), memory -> memory.plans().update(cycle));
  }

  @Override
  public Optional<Cycle> findCycle(JobId job, long number) {
    return of(job, memory -> memory.plans().find(number));
  }

  @Override
  public Optional<Cycle> findApplying(JobId job) {
    return of(job, memory -> memory.plans().findApplying());
  }

  @Override
  public List<Cycle> cycles(JobId job, int limit) {
    return of(job, memory -> memory.plans().newest(limit));
  }

  @Override
  public List<Integer> pendingStages(JobId job, long cycle) {
    return of(job, memory -> memory.plans().pendingStages(cycle));
  }

  @Override
  public List<PlannedAction> pending(
      JobId job, long cycle, int stage, long afterOrdinal, int limit) {
    return of(job, memory -> memory.plans().pending(cycle, stage, afterOrdinal, limit));
  }

  @Override
  public List<PlannedAction> actions(
      JobId job, long cycle, PlanFilter filter, long afterOrdinal, int limit) {
    return of(job, memory -> memory.plans().actions(cycle, filter, afterOrdinal, limit));
  }

  @Override
  public PlanCounts performed(JobId job, long cycle) {
    return of(job, memory -> memory.plans().performed(cycle));
  }

  @Override
  public void settle(JobId job, long cycle, List<ActionOutcome> outcomes) {
    change(job, memory -> outcomes.forEach(outcome -> memory.settle(cycle, outcome)));
  }

  @Override
  public void keepMoments(
      JobId job, String objectType, Map<String, Instant> moments, Collection<String> looked) {
    change(job, memory -> memory.keepMoments(objectType, moments, looked));
  }

  @Override
  public Map<String, Set<String>> dueMoments(JobId job, Instant now) {
    return of(job, memory -> memory.dueMoments(now));
  }

  @Override
  public Optional<Instant> nextMoment(JobId job) {
    return of(job, JobMemory::nextMoment);
  }

  @Override
  public Map<String, Set<String>> healable(JobId job) {
    return of(job, JobMemory::healable);
  }

  @Override
  public List<Escrow> escrows(JobId job) {
    return of(job, JobMemory::escrows);
  }

  @Override
  public List<Escrow> dueEscrows(JobId job, Instant now) {
    return of(
        job,
        memory ->
            memory.escrows().stream()
                .filter(
                    escrow -> escrow.nextAttempt().map(next -> !next.isAfter(now)).orElse(false))
                .toList());
  }

  @Override
  public Optional<Instant> nextEscrowAttempt(JobId job) {
    return of(
        job,
        memory ->
            memory.escrows().stream()
                .flatMap(escrow -> escrow.nextAttempt().stream())
                .min(Instant::compareTo));
  }

  @Override
  public void putEscrows(JobId job, Map<Escrow, ProvisioningLogEntry> escrows) {
    change(job, memory -> escrows.forEach(memory::putEscrow));
  }

  @Override
  public void clearEscrows(JobId job, String objectType, Collection<String> sourceIds) {
    change(job, memory -> sourceIds.forEach(id -> memory.clearEscrow(objectType, id)));
  }

  @Override
  public List<ProvisioningLogEntry> log(JobId job, LogQuery query) {
    return of(job, memory -> memory.log(query));
  }

  @Override
  public List<String> removedMembers(
      JobId job, long cycle, String groupId, String afterMemberId, int limit) {
    return of(job, memory -> memory.plans().removedMembers(cycle, groupId, afterMemberId, limit));
  }

  @Override
  public long forgetPlans(JobId job, Instant before) {
    return of(job, memory -> memory.plans().forget(before));
  }

  @Override
  public void updateRules(JobId job, JobSettings settings) {
    change(job, memory -> memory.updateRules(settings));
  }

  @Override
  public void reset(JobId job, Set<ResetScope> scopes) {
    change(job, memory -> memory.reset(scopes));
  }

  @Override
  public void noteRun(JobId job, Cycle.Kind kind, Instant now) {
    change(job, memory -> memory.safety().noteRun(kind, now));
  }

  @Override
  public Optional<Instant> lastRun(JobId job, Cycle.Kind kind) {
    return of(job, memory -> memory.safety().lastRun(kind));
  }

  @Override
  public Optional<Cycle> findParked(JobId job) {
    return of(job, memory -> memory.plans().findParked());
  }

  @Override
  public Map<String, Long> removalsByType(JobId job, long cycle) {
    return of(job, memory -> memory.plans().removalsByType(cycle));
  }

  @Override
  public void giveUp(Cycle ended, String reason, ProvisioningLogEntry entry) {
    change(
        ended.job(),
        memory -> {
          memory.plans().giveUp(ended, reason);
          memory.addLog(List.of(entry));
        });
  }

  @Override
  public int skipActions(JobId job, long cycle, Collection<Long> ordinals, String reason) {
    return of(job, memory -> memory.plans().skip(cycle, ordinals, reason));
  }

  @Override
  public Map<String, Set<String>> departed(JobId job, Departure.Event event, Instant notAfter) {
    return of(job, memory -> memory.links().departed(event, notAfter));
  }

  @Override
  public Optional<Instant> nextDeparture(JobId job, Departure.Event event, Instant after) {
    return of(job, memory -> memory.links().nextDeparture(event, after));
  }

  @Override
  public void changeLinks(JobId job, List<ActionOutcome.LinkChange> changes) {
    change(job, memory -> changes.forEach(memory.links()::apply));
  }

  @Override
  public void refuseJoins(JobId job, Collection<RefusedJoin> joins) {
    change(job, memory -> memory.safety().refuse(joins));
  }

  @Override
  public Set<RefusedJoin> refusedJoins(JobId job, String objectType) {
    return of(job, memory -> memory.safety().refused(objectType));
  }

  @Override
  public List<Escrow> escrows(JobId job, boolean deadOnly, Optional<Escrow> after, int limit) {
    return of(job, memory -> memory.escrows(deadOnly, after, limit));
  }

  @Override
  public int retryEscrows(JobId job, Optional<Set<String>> sourceIds, Instant now) {
    return of(job, memory -> memory.retry(sourceIds, now));
  }

  @Override
  public void touch(JobId job, Collection<Escrow> escrows) {
    change(job, memory -> memory.touch(escrows));
  }

  @Override
  public void addLog(JobId job, Collection<ProvisioningLogEntry> entries) {
    change(job, memory -> memory.addLog(entries));
  }

  @Override
  public void addFindings(JobId job, List<DriftFinding> findings) {
    change(job, memory -> memory.safety().add(findings));
  }

  @Override
  public void keepFindingsOf(JobId job, long cycle) {
    change(job, memory -> memory.safety().keepOf(cycle));
  }

  @Override
  public Map<String, DriftFinding> changedBefore(
      JobId job, String objectType, Collection<String> targetIds) {
    return of(job, memory -> memory.safety().changed(objectType, targetIds));
  }

  @Override
  public List<DriftFinding> findings(
      JobId job, Optional<DriftFinding.Kind> kind, long afterPosition, int limit) {
    return of(job, memory -> memory.safety().find(kind, afterPosition, limit));
  }

  private void change(JobId job, Consumer<JobMemory> change) {
    of(
        job,
        memory -> {
          change.accept(memory);
          return true;
        });
  }

  private <T> T of(JobId job, Function<JobMemory, T> work) {
    return locked(() -> {
      var memory = jobs.get(job.value());
      if (memory == null || !memory.job().id().equals(job)) {
        throw new IllegalStateException("no job " + job);
      }
      return work.apply(memory);
    });
  }

  private <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
