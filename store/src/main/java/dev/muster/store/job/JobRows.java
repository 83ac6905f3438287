package dev.muster.store.job;

import static dev.muster.store.job.JobSql.OF_JOB;

import dev.muster.provisioning.job.Assignments;
import dev.muster.provisioning.job.JobId;
import dev.muster.provisioning.job.JobSettings;
import dev.muster.provisioning.job.JobStatus;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.job.ProvisioningJob.Kind;
import dev.muster.provisioning.job.ProvisioningJob.Quarantine;
import dev.muster.provisioning.job.SettingsChange;
import dev.muster.scim.provider.TenantId;
import dev.muster.store.Moments;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Jobs and who runs them.
final class JobRows {
  private static final String SELECT =
      """
      SELECT tenant_id, job_id, name, kind, status, settings, watermark, initial_cycle_due, quarantine
      FROM jobs
      """;

  private JobRows() {}

  static Optional<ProvisioningJob> create(
      Handle handle, TenantId tenant, String name, Kind kind, JobSettings settings) {
    if (findByName(handle, tenant, name).isPresent()) {
      return Optional.empty();
    }
    handle
        .createUpdate(
            """
            INSERT INTO jobs (tenant_id, job_id, name, kind, status, settings, watermark,
              initial_cycle_due, lease_until)
            SELECT :tenant, COALESCE(MAX(job_id), 0) + 1, :name, :kind, 'NOT_RUN', :settings, 0, 1, 0
            FROM jobs WHERE tenant_id = :tenant
            """)
        .bind("tenant", tenant.value())
        .bind("name", name)
        .bind("kind", kind.name())
        .bind("settings", JobJson.write(settings))
        .execute();
    return findByName(handle, tenant, name);
  }

  static Optional<ProvisioningJob> find(JobSql sql) {
    return sql.query(SELECT + "WHERE" + OF_JOB).map((row, c) -> job(row)).findOne();
  }

  static Optional<ProvisioningJob> findByName(Handle handle, TenantId tenant, String name) {
    return handle
        .createQuery(SELECT + "WHERE tenant_id = :tenant AND name = :name")
        .bind("tenant", tenant.value())
        .bind("name", name)
        .map((row, c) -> job(row))
        .findOne();
  }

  static List<ProvisioningJob> ofTenant(Handle handle, TenantId tenant) {
    return handle
        .createQuery(SELECT + "WHERE tenant_id = :tenant ORDER BY job_id")
        .bind("tenant", tenant.value())
        .map((row, c) -> job(row))
        .list();
  }

  /// Jobs of the tenants that are served: those of suspended ones rest.
  static List<ProvisioningJob> all(Handle handle) {
    var served =
        """
        WHERE NOT EXISTS (
          SELECT 1 FROM tenants t WHERE t.tenant_id = jobs.tenant_id AND t.status <> 'ACTIVE')
        """;
    return handle
        .createQuery(SELECT + served + "ORDER BY tenant_id, job_id")
        .map((row, c) -> job(row))
        .list();
  }

  static void updateStatus(JobSql sql, JobStatus status, Optional<Quarantine> quarantine) {
    sql.update("UPDATE jobs SET status = :status, quarantine = :quarantine WHERE" + OF_JOB)
        .bind("status", status.name())
        .bind("quarantine", quarantine.map(JobJson::write).orElse(null))
        .execute();
  }

  static void updateSettings(JobSql sql, JobSettings settings) {
    var before = find(sql).map(ProvisioningJob::settings);
    updateRules(sql, settings);
    before
        .map(old -> SettingsChange.affected(old, settings))
        .ifPresent(types -> ReplanRows.add(sql, types));
    waitNoLonger(sql);
  }

  static void updateRules(JobSql sql, JobSettings settings) {
    sql.update("UPDATE jobs SET settings = :settings WHERE" + OF_JOB)
        .bind("settings", JobJson.write(settings))
        .execute();
  }

  /// What was planned by other settings or for others is not waited for any longer.
  private static void waitNoLonger(JobSql sql) {
    if (find(sql)
        .flatMap(ProvisioningJob::quarantine)
        .filter(Quarantine::waitsForApproval)
        .isPresent()) {
      updateStatus(sql, JobStatus.ACTIVE, Optional.empty());
    }
  }

  static void requireInitialCycle(JobSql sql) {
    sql.update("UPDATE jobs SET initial_cycle_due = 1 WHERE" + OF_JOB).execute();
  }

  static void advanceWatermark(JobSql sql, long watermark, boolean initialCycleDue) {
    sql.update("UPDATE jobs SET watermark = :watermark, initial_cycle_due = :due WHERE" + OF_JOB)
        .bind("watermark", watermark)
        .bind("due", initialCycleDue ? 1 : 0)
        .execute();
  }

  static boolean lease(JobSql sql, String runner, Instant now, Instant until) {
    return sql.update(
                """
                UPDATE jobs SET lease_runner = :runner, lease_until = :until
                WHERE tenant_id = :tenant AND job_id = :job
                  AND (lease_runner IS NULL OR lease_runner = :runner OR lease_until <= :now)
                """)
            .bind("runner", runner)
            .bind("until", Moments.micros(until))
            .bind("now", Moments.micros(now))
            .execute()
        == 1;
  }

  static void release(JobSql sql, String runner) {
    sql.update("UPDATE jobs SET lease_runner = NULL WHERE" + OF_JOB + "AND lease_runner = :runner")
        .bind("runner", runner)
        .execute();
  }

  static void assign(JobSql sql, Assignments add, Assignments remove) {
    var changed = AssignmentRows.change(sql, add, remove);
    if (!changed.isEmpty()) {
      ReplanRows.addEntries(sql, "User", changed.users(), false);
      ReplanRows.addEntries(sql, "Group", changed.groups(), true);
      waitNoLonger(sql);
    }
  }

  private static ProvisioningJob job(ResultSet row) throws SQLException {
    return new ProvisioningJob(
        new JobId(new TenantId(row.getLong("tenant_id")), row.getLong("job_id")),
        row.getString("name"),
        Kind.valueOf(row.getString("kind")),
        JobStatus.valueOf(row.getString("status")),
        JobJson.read(row.getString("settings"), JobSettings.class),
        row.getLong("watermark"),
        row.getInt("initial_cycle_due") == 1,
        Optional.ofNullable(row.getString("quarantine"))
            .map(json -> JobJson.read(json, Quarantine.class)));
  }
}
