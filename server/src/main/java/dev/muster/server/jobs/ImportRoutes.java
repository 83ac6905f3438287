package dev.muster.server.jobs;

import dev.muster.provisioning.cycle.Cycle;
import dev.muster.provisioning.cycle.JobRunner;
import dev.muster.provisioning.job.JobSettings;
import dev.muster.provisioning.job.JobSettings.SyncScope;
import dev.muster.provisioning.job.JobStatus;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.job.ProvisioningJob.Kind;
import dev.muster.provisioning.job.SafetySettings;
import dev.muster.provisioning.mapping.DefaultMappings;
import dev.muster.provisioning.plan.GuardThresholds;
import dev.muster.scim.message.ScimJson;
import dev.muster.scim.provider.TenantId;
import dev.muster.server.admin.AdminApi;
import dev.muster.server.admin.AdminResponses;
import dev.muster.server.admin.AdminRoutes;
import dev.muster.server.admin.TenantLookup;
import dev.muster.server.http.Handler;
import dev.muster.server.http.Request;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import dev.muster.sources.csv.CsvReading;
import java.util.Optional;

/// The HR file of a tenant. Uploading one makes the import job, if there is none, and wakes it.
public final class ImportRoutes implements AdminRoutes {
  /// Name of the job that imports the HR file.
  public static final String JOB = "hr";

  private static final int CONCURRENCY = 32;
  private static final int MEMBERS_PER_REQUEST = 5_000;
  private static final int PROBLEMS_SHOWN = 100;

  private final JobStore jobs;
  private final TenantLookup tenants;
  private final SourceFiles files;
  private final JobRunner runner;

  public ImportRoutes(JobStore jobs, TenantLookup tenants, SourceFiles files, JobRunner runner) {
    this.jobs = jobs;
    this.tenants = tenants;
    this.files = files;
    this.runner = runner;
  }

  @Override
  public void addTo(Routes<Handler> routes) {
    routes.on("PUT", AdminApi.PREFIX + "/tenants/{tenant}/hr-file", this::upload);
  }

  /// Takes a file whatever is in it: its good rows are imported, its bad rows are listed.
  private Response upload(Request request) {
    var tenant = tenants.require(request);
    var content = request.body().bytes();
    var reading = CsvReading.of(content);
    var job = job(tenant.id());
    var lastCycle = jobs.cycles(job.id(), 1).stream().mapToLong(Cycle::number).findFirst();
    var revision = files.put(job.id(), request.findQuery("name").orElse("hr.csv"), content);
    runner.wake();
    var json =
        ScimJson.object()
            .put("job", job.name())
            .put("revision", revision)
            .put("rows", reading.rows().size())
            .put("complete", reading.complete())
            .put("lastCycle", lastCycle.orElse(0));
    var problems = json.putArray("problems");
    reading.problems().stream().limit(PROBLEMS_SHOWN).forEach(problems::add);
    return AdminResponses.ok(json);
  }

  private ProvisioningJob job(TenantId tenant) {
    return jobs.findByName(tenant, JOB)
        .or(() -> jobs.create(tenant, JOB, Kind.IMPORT, settings()).map(this::started))
        .or(() -> jobs.findByName(tenant, JOB))
        .orElseThrow(() -> new IllegalStateException("no job \"" + JOB + "\""));
  }

  private ProvisioningJob started(ProvisioningJob job) {
    jobs.updateStatus(job.id(), JobStatus.ACTIVE, Optional.empty());
    return job;
  }

  /// Others write to the directory, too: it is not compared with the file unless somebody asks.
  private static JobSettings settings() {
    var settings =
        new JobSettings(
            SyncScope.ALL,
            DefaultMappings.csvToDirectory(),
            GuardThresholds.DEFAULT,
            JobSettings.DEFAULT_INTERVAL,
            CONCURRENCY,
            MEMBERS_PER_REQUEST);
    var safety = SafetySettings.DEFAULT;
    return settings.withSafety(safety.withDrift(safety.drift().onlyWhenAsked()));
  }
}
