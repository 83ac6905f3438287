package dev.muster.store.job;

import dev.muster.provisioning.cycle.Cycle;
import dev.muster.provisioning.job.ActionOutcome;
import dev.muster.provisioning.job.Assignments;
import dev.muster.provisioning.job.Escrow;
import dev.muster.provisioning.job.JobId;
import dev.muster.provisioning.job.JobSettings;
import dev.muster.provisioning.job.JobStatus;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.Link;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.job.ProvisioningJob.Kind;
import dev.muster.provisioning.job.ProvisioningJob.Quarantine;
import dev.muster.provisioning.job.ReplannedEntries;
import dev.muster.provisioning.log.ProvisioningLogEntry;
import dev.muster.provisioning.plan.PlanCounts;
import dev.muster.provisioning.plan.PlannedAction;
import dev.muster.scim.provider.TenantId;
import dev.muster.store.Database;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Jobs in SQLite or PostgreSQL. Each call is one transaction; those of a tenant are committed
/// together with its other writes.
public final class SqlJobStore extends SqlSafetyStore implements JobStore {
  private final Database database;

  public SqlJobStore(Database database) {
    super(database);
    this.database = database;
  }

  @Override
  public Optional<ProvisioningJob> create(
      TenantId tenant, String name, Kind kind, JobSettings settings) {
    return database.write(tenant, handle -> JobRows.create(handle, tenant, name, kind, settings));
  }

  @Override
  public Optional<ProvisioningJob> find(JobId job) {
    return read(job, JobRows::find);
  }

  @Override
  public Optional<ProvisioningJob> findByName(TenantId tenant, String name) {
    return database.read(handle -> JobRows.findByName(handle, tenant, name));
  }

  @Override
  public List<ProvisioningJob> jobs(TenantId tenant) {
    return database.read(handle -> JobRows.ofTenant(handle, tenant));
  }

  @Override
  public List<ProvisioningJob> jobs() {
    return database.read(JobRows::all);
  }

  @Override
  public void updateStatus(JobId job, JobStatus status, Optional<Quarantine> quarantine) {
    write(job, sql -> JobRows.updateStatus(sql, status, quarantine));
  }

  @Override
  public void updateSettings(JobId job, JobSettings settings) {
    write(job, sql -> JobRows.updateSettings(sql, settings));
  }

  @Override
  public Set<String> replans(JobId job) {
    return read(job, ReplanRows::of);
  }

  @Override
  public void clearReplans(JobId job) {
    write(job, ReplanRows::clear);
  }

  @Override
  public ReplannedEntries replannedEntries(JobId job) {
    return read(job, ReplanRows::entries);
  }

  @Override
  public boolean hasReplannedEntries(JobId job) {
    return read(job, ReplanRows::hasEntries);
  }

  @Override
  public void replanEntries(JobId job, Map<String, Set<String>> entries) {
    write(job, sql -> entries.forEach((type, ids) -> ReplanRows.addEntries(sql, type, ids, false)));
  }

  @Override
  public void clearReplannedEntries(JobId job, long upTo) {
    write(job, sql -> ReplanRows.clearEntries(sql, upTo));
  }

  @Override
  public void requireInitialCycle(JobId job) {
    write(job, JobRows::requireInitialCycle);
  }

  @Override
  public void advanceWatermark(JobId job, long watermark, boolean initialCycleDue) {
    write(job, sql -> JobRows.advanceWatermark(sql, watermark, initialCycleDue));
  }

  @Override
  public boolean lease(JobId job, String runner, Instant now, Instant until) {
    return ask(job, sql -> JobRows.lease(sql, runner, now, until));
  }

  @Override
  public void release(JobId job, String runner) {
    write(job, sql -> JobRows.release(sql, runner));
  }

  @Override
  public Assignments assignments(JobId job) {
    return read(job, AssignmentRows::of);
  }

  @Override
  public void assign(JobId job, Assignments add, Assignments remove) {
    write(job, sql -> JobRows.assign(sql, add, remove));
  }

  @Override
  public Map<String, Link> links(JobId job, String objectType, Collection<String> sourceIds) {
    return read(job, sql -> LinkRows.ofSources(sql, objectType, sourceIds));
  }

  @Override
  public List<Link> links(JobId job, String objectType, String afterSourceId, int limit) {
    return read(job, sql -> LinkRows.page(sql, objectType, afterSourceId, limit));
  }

  @Override
  public Map<String, Link> linksByTarget(
      JobId job, String objectType, Collection<String> targetIds) {
    return read(job, sql -> LinkRows.ofTargets(sql, objectType, targetIds));
  }

  @Override
  public long countLinks(JobId job, String objectType) {
    return read(job, sql -> LinkRows.count(sql, objectType));
  }

  @Override
  public long countLinkedMembers(JobId job) {
    return read(job, LinkRows::countMembers);
  }

  @Override
  public List<String> linkedMembers(JobId job, String groupId, String afterMemberId, int limit) {
    return read(job, sql -> LinkRows.members(sql, groupId, afterMemberId, limit));
  }

  @Override
  public Set<String> linkedMembersAmong(JobId job, String groupId, Collection<String> candidates) {
    return read(job, sql -> LinkRows.membersAmong(sql, groupId, candidates));
  }

  @Override
  public Map<String, Set<String>> linkedGroupsOf(JobId job, Collection<String> memberIds) {
    return read(job, sql -> LinkRows.groupsOf(sql, memberIds));
  }

  @Override
  public void addActions(JobId job, long cycle, List<StagedAction> actions) {
    if (!actions.isEmpty()) {
      write(job, sql -> PlanRows.addActions(sql, cycle, actions));
    }
  }

  @Override
  public void restage(JobId job, long cycle, Map<Long, Integer> stages) {
    if (!stages.isEmpty()) {
      write(job, sql -> PlanRows.restage(sql, cycle, stages));
    }
  }

  @Override
  public void updateCycle(Cycle cycle) {
    write(cycle.job(), sql -> PlanRows.updateCycle(sql, cycle));
  }

  @Override
  public Optional<Cycle> findCycle(JobId job, long number) {
    return read(job, sql -> PlanRows.findCycle(sql, number));
  }

  @Override
  public Optional<Cycle> findApplying(JobId job) {
    return read(job, PlanRows::findApplying);
  }

  @Override
  public List<Cycle> cycles(JobId job, int limit) {
    return read(job, sql -> PlanRows.cycles(sql, limit));
  }

  @Override
  public List<Integer> pendingStages(JobId job, long cycle) {
    return read(job, sql -> PlanRows.pendingStages(sql, cycle));
  }

  @Override
  public List<PlannedAction> pending(
      JobId job, long cycle, int stage, long afterOrdinal, int limit) {
    return read(job, sql -> PlanRows.pending(sql, cycle, stage, afterOrdinal, limit));
  }

  @Override
  public PlanCounts performed(JobId job, long cycle) {
    return read(job, sql -> PlanRows.performed(sql, cycle));
  }

  @Override
  public void settle(JobId job, long cycle, List<ActionOutcome> outcomes) {
    write(job, sql -> OutcomeRows.settle(sql, cycle, outcomes));
  }

  @Override
  public void keepMoments(
      JobId job, String objectType, Map<String, Instant> moments, Collection<String> looked) {
    write(job, sql -> MomentRows.keep(sql, objectType, moments, looked));
  }

  @Override
  public Map<String, Set<String>> dueMoments(JobId job, Instant now) {
    return read(job, sql -> MomentRows.due(sql, now));
  }

  @Override
  public Optional<Instant> nextMoment(JobId job) {
    return read(job, MomentRows::next);
  }

  @Override
  public Map<String, Set<String>> healable(JobId job) {
    return read(job, LinkRows::healable);
  }

  @Override
  public List<Escrow> escrows(JobId job) {
    return read(job, EscrowRows::all);
  }

  @Override
  public long countEscrows(JobId job) {
    return read(job, EscrowRows::count);
  }

  @Override
  public Optional<Escrow> findEscrow(JobId job, String objectType, String sourceId) {
    return read(job, sql -> EscrowRows.find(sql, objectType, sourceId));
  }

  @Override
  public List<Escrow> dueEscrows(JobId job, Instant now) {
    return read(job, sql -> EscrowRows.due(sql, now));
  }

  @Override
  public Optional<Instant> nextEscrowAttempt(JobId job) {
    return read(job, EscrowRows::nextAttempt);
  }

  @Override
  public void putEscrows(JobId job, Map<Escrow, ProvisioningLogEntry> escrows) {
    write(
        job,
        sql -> {
          EscrowRows.put(sql, escrows.keySet());
          LogRows.add(sql, escrows.values());
        });
  }

  @Override
  public void clearEscrows(JobId job, String objectType, Collection<String> sourceIds) {
    write(job, sql -> EscrowRows.clear(sql, objectType, sourceIds));
  }

  @Override
  public List<ProvisioningLogEntry> log(JobId job, LogQuery query) {
    return read(job, sql -> LogRows.find(sql, query));
  }
}
