package dev.muster.store.job;

import dev.muster.provisioning.cycle.Cycle;
import dev.muster.provisioning.cycle.CycleStart;
import dev.muster.provisioning.job.ActionOutcome;
import dev.muster.provisioning.job.Departure;
import dev.muster.provisioning.job.DriftFinding;
import dev.muster.provisioning.job.Escrow;
import dev.muster.provisioning.job.JobId;
import dev.muster.provisioning.job.JobSettings;
import dev.muster.provisioning.job.ResetScope;
import dev.muster.provisioning.job.SafetyStore;
import dev.muster.provisioning.log.ProvisioningLogEntry;
import dev.muster.provisioning.plan.PlannedAction;
import dev.muster.store.Database;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/// What the job store keeps for the sake of safety, and how its calls become transactions.
abstract sealed class SqlSafetyStore implements SafetyStore permits SqlJobStore {
  private final Database database;

  SqlSafetyStore(Database database) {
    this.database = database;
  }

  @Override
  public Cycle begin(JobId job, CycleStart start, Instant now) {
    return ask(job, sql -> PlanRows.begin(sql, start, now));
  }

  @Override
  public List<PlannedAction> actions(
      JobId job, long cycle, PlanFilter filter, long afterOrdinal, int limit) {
    return read(job, sql -> PlanSearch.actions(sql, cycle, filter, afterOrdinal, limit));
  }

  @Override
  public List<String> removedMembers(
      JobId job, long cycle, String groupId, String afterMemberId, int limit) {
    return read(job, sql -> RemovedMemberRows.of(sql, cycle, groupId, afterMemberId, limit));
  }

  @Override
  public long forgetPlans(JobId job, Instant before) {
    return new PlanForgetting(queries -> read(job, queries), change -> ask(job, change))
        .forget(before);
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
  public Optional<Instant> nextDeparture(JobId job, Departure.Event event, Instant after) {
    return read(job, sql -> SafetyRows.nextDeparture(sql, event, after));
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

  final <T> T read(JobId job, Function<JobSql, T> queries) {
    return database.read(handle -> queries.apply(new JobSql(handle, database.dialect(), job)));
  }

  final <T> T ask(JobId job, Function<JobSql, T> change) {
    return database.write(
        job.tenant(), handle -> change.apply(new JobSql(handle, database.dialect(), job)));
  }

  final void write(JobId job, Consumer<JobSql> change) {
    ask(
        job,
        sql -> {
          change.accept(sql);
          return true;
        });
  }
}
