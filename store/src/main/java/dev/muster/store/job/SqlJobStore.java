package dev.muster.store.job;

import dev.muster.provisioning.cycle.Cycle;
import dev.muster.provisioning.cycle.CycleStart;
import dev.muster.provisioning.job.ActionOutcome;
import dev.muster.provisioning.job.Assignments;
import dev.muster.provisioning.job.Departure;
import dev.muster.provisioning.job.DriftFinding;
import dev.muster.provisioning.job.Escrow;
import dev.muster.provisioning.job.JobId;
import dev.muster.provisioning.job.JobSettings;
import dev.muster.provisioning.job.JobStatus;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.Link;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.job.ProvisioningJob.Kind;
import dev.muster.provisioning.job.ProvisioningJob.Quarantine;
import dev.muster.provisioning.job.ResetScope;
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
import java.util.function.Consumer;
import java.util.function.Function;

/// Jobs in SQLite or PostgreSQL. Each call is one transaction; those of a tenant are committed
/// together with its other writes.
public final class SqlJobStore implements JobStore {
  private final Database database;

  public SqlJobStore(Database database) {
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
  public Cycle begin(JobId job, CycleStart start, Instant now) {
    return ask(job, sql -> PlanRows.begin(sql, start, now));
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
  public List<PlannedAction> actions(
      JobId job, long cycle, PlanFilter filter, long afterOrdinal, int limit) {
    return read(job, sql -> PlanSearch.actions(sql, cycle, filter, afterOrdinal, limit));
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

  @Override
  public void updateRules(JobId job, JobSettings settings) {
    write(job, sql -> JobRows.updateRules(sql, settings));
  }

  @Override
  public void reset(JobId job, Set<ResetScope> scopes) {
    write(job, sql -> SafetyRows.reset(sql, scopes));
  }

  @Override
  public void noteRun(JobId job, Cycle.Kind kind, Instant now) {
    write(job, sql -> SafetyRows.noteRun(sql, kind, now));
  }

  @Override
  public Optional<Instant> lastRun(JobId job, Cycle.Kind kind) {
    return read(job, sql -> SafetyRows.lastRun(sql, kind));
  }

  @Override
  public Optional<Cycle> findParked(JobId job) {
    return read(job, PlanRows::findParked);
  }

  @Override
  public Map<String, Long> removalsByType(JobId job, long cycle) {
    return read(job, sql -> PlanSearch.removalsByType(sql, cycle));
  }

  @Override
  public void giveUp(Cycle ended, String reason, ProvisioningLogEntry entry) {
    write(
        ended.job(),
        sql -> {
          PlanRows.updateCycle(sql, ended);
          PlanSearch.skipPending(sql, ended.number(), reason);
          LogRows.add(sql, List.of(entry));
        });
  }

  @Override
  public int skipActions(JobId job, long cycle, Collection<Long> ordinals, String reason) {
    return ask(job, sql -> PlanSearch.skip(sql, cycle, ordinals, reason));
  }

  @Override
  public Map<String, Set<String>> departed(JobId job, Departure.Event event, Instant notAfter) {
    return read(job, sql -> SafetyRows.departed(sql, event, notAfter));
  }

  @Override
  public Optional<Instant> firstDeparture(JobId job, Departure.Event event) {
    return read(job, sql -> SafetyRows.firstDeparture(sql, event));
  }

  @Override
  public void changeLinks(JobId job, List<ActionOutcome.LinkChange> changes) {
    write(
        job,
        sql -> {
          var links = new LinkChanges(sql);
          changes.forEach(change -> links.add(change, List.of()));
          links.write();
        });
  }

  @Override
  public void refuseJoins(JobId job, Collection<RefusedJoin> joins) {
    write(job, sql -> DriftRows.refuseJoins(sql, joins));
  }

  @Override
  public Set<RefusedJoin> refusedJoins(JobId job, String objectType) {
    return read(job, sql -> DriftRows.refusedJoins(sql, objectType));
  }

  @Override
  public List<Escrow> escrows(JobId job, boolean deadOnly, Optional<Escrow> after, int limit) {
    return read(job, sql -> EscrowRows.page(sql, deadOnly, after, limit));
  }

  @Override
  public int retryEscrows(JobId job, Optional<Set<String>> sourceIds, Instant now) {
    return ask(job, sql -> EscrowRows.retry(sql, sourceIds, now));
  }

  @Override
  public void touch(JobId job, Collection<Escrow> escrows) {
    write(job, sql -> EscrowRows.put(sql, escrows));
  }

  @Override
  public void addLog(JobId job, Collection<ProvisioningLogEntry> entries) {
    write(job, sql -> LogRows.add(sql, entries));
  }

  @Override
  public void addFindings(JobId job, List<DriftFinding> findings) {
    write(job, sql -> DriftRows.add(sql, findings));
  }

  @Override
  public void keepFindingsOf(JobId job, long cycle) {
    write(job, sql -> DriftRows.keepOf(sql, cycle));
  }

  @Override
  public Map<String, DriftFinding> changedBefore(
      JobId job, String objectType, Collection<String> targetIds) {
    return read(job, sql -> DriftRows.changed(sql, objectType, targetIds));
  }

  @Override
  public List<DriftFinding> findings(
      JobId job, Optional<DriftFinding.Kind> kind, long afterPosition, int limit) {
    return read(job, sql -> DriftRows.find(sql, kind, afterPosition, limit));
  }

  private <T> T read(JobId job, Function<JobSql, T> queries) {
    return database.read(handle -> queries.apply(new JobSql(handle, database.dialect(), job)));
  }

  private <T> T ask(JobId job, Function<JobSql, T> change) {
    return database.write(
        job.tenant(), handle -> change.apply(new JobSql(handle, database.dialect(), job)));
  }

  private void write(JobId job, Consumer<JobSql> change) {
    ask(
        job,
        sql -> {
          change.accept(sql);
          return true;
        });
  }
}
