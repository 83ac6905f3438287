package dev.muster.server.jobs;

import dev.muster.client.ConnectionTest;
import dev.muster.provisioning.application.ApplicationTemplates;
import dev.muster.provisioning.job.JobSettings;
import dev.muster.provisioning.job.JobSettings.SyncScope;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.job.ProvisioningJob.Kind;
import dev.muster.provisioning.plan.GuardThresholds;
import dev.muster.provisioning.target.TargetException;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.admin.AdminApi;
import dev.muster.server.admin.AdminResponses;
import dev.muster.server.admin.AdminRoutes;
import dev.muster.server.admin.TenantLookup;
import dev.muster.server.applications.ApplicationSettings;
import dev.muster.server.applications.Applications;
import dev.muster.server.applications.CapabilitiesJson;
import dev.muster.server.applications.Connections;
import dev.muster.server.applications.SettingsJson;
import dev.muster.server.applications.TemplateJson;
import dev.muster.server.http.Handler;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Request;
import dev.muster.server.http.RequestFields;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;

/// Enterprise applications of a tenant: connect one, test a connection.
public final class ApplicationRoutes implements AdminRoutes {
  private static final String TENANT = AdminApi.PREFIX + "/tenants/{tenant}";
  private static final int CONCURRENCY = 16;
  // Who sets no limit has an application nearby, which commits together what comes together.
  private static final int CONCURRENCY_WITHOUT_LIMIT = 64;
  private static final String TEMPLATES = AdminApi.PREFIX + "/application-templates";

  private final JobStore jobs;
  private final TenantLookup tenants;
  private final JobLookup lookup;
  private final Applications applications;
  private final JobConnectors connectors;

  public ApplicationRoutes(
      JobStore jobs, TenantLookup tenants, Applications applications, JobConnectors connectors) {
    this.jobs = jobs;
    this.tenants = tenants;
    this.lookup = new JobLookup(tenants, jobs);
    this.applications = applications;
    this.connectors = connectors;
  }

  @Override
  public void addTo(Routes<Handler> routes) {
    routes
        .on("GET", TEMPLATES, this::templates)
        .on("GET", TEMPLATES + "/{template}", this::template)
        .on("POST", TENANT + "/applications", this::create)
        .on("POST", TENANT + "/connection-tests", this::test)
        .on("GET", JobRoutes.JOBS + "/{job}/connection", this::connection)
        .on("PUT", JobRoutes.JOBS + "/{job}/connection", this::reconnect)
        .on("PATCH", JobRoutes.JOBS + "/{job}/connection", this::change)
        .on("GET", JobRoutes.JOBS + "/{job}/capabilities", this::capabilities);
  }

  private Response templates(Request request) {
    return AdminResponses.list(
        "templates", ApplicationTemplates.all().stream().map(TemplateJson::summary).toList());
  }

  private Response template(Request request) {
    var name = request.parameter("template");
    return ApplicationTemplates.find(name)
        .map(template -> AdminResponses.ok(TemplateJson.whole(template)))
        .orElseThrow(() -> HttpException.notFound("there is no template \"%s\"".formatted(name)));
  }

  private Response create(Request request) {
    var tenant = tenants.require(request);
    var fields = RequestFields.of(request);
    var name = fields.requireString("name");
    var application = SettingsJson.read(fields);
    var all = fields.findBoolean("allUsers").orElse(false);
    fields.refuseOthers();
    applications.requireAllowed(application);
    var job =
        jobs.create(tenant.id(), name, Kind.APPLICATION, settings(all, application))
            .orElseThrow(() ->
                HttpException.conflict(
                    "name", "there is a job or application \"%s\" already".formatted(name)));
    applications.put(job.id(), application);
    return AdminResponses.created(
        "%s/tenants/%s/jobs/%s".formatted(AdminApi.PREFIX, tenant.name(), name), JobJson.of(job));
  }

  private Response test(Request request) {
    tenants.require(request);
    var fields = RequestFields.of(request);
    var application = SettingsJson.read(fields);
    fields.refuseOthers();
    applications.requireAllowed(application);
    return AdminResponses.ok(
        JobJson.of(ConnectionTest.run(application.connection(), applications.guard())));
  }

  private Response connection(Request request) {
    return AdminResponses.ok(SettingsJson.shown(requireSettings(lookup.require(request))));
  }

  private Response reconnect(Request request) {
    var job = lookup.require(request);
    requireApplication(job);
    var fields = RequestFields.of(request);
    var application = SettingsJson.read(fields);
    fields.refuseOthers();
    applications.requireAllowed(application);
    applications.put(job.id(), application);
    return AdminResponses.ok(JobJson.of(job));
  }

  /// Changes parts of a connection (RFC 7396); secrets that are left out stay.
  private Response change(Request request) {
    var job = lookup.require(request);
    var patch = ScimJson.parseObject(request.body().bytes());
    var changed = Connections.changed(requireSettings(job), patch);
    applications.requireAllowed(changed);
    applications.put(job.id(), changed);
    return AdminResponses.ok(SettingsJson.shown(changed));
  }

  /// What an application can do: as it says itself, corrected by what is known better.
  private Response capabilities(Request request) {
    var job = lookup.require(request);
    var settings = requireSettings(job);
    var json = ScimJson.object();
    try {
      connectors
          .capabilities(job)
          .ifPresent(holding -> json.set("capabilities", CapabilitiesJson.toJson(holding)));
    } catch (TargetException e) {
      throw HttpException.conflict(
          "job", "\"%s\" does not answer: %s".formatted(job.name(), e.reason()));
    }
    json.set("template", CapabilitiesJson.toJson(settings.template().capabilities()));
    json.set("overrides", CapabilitiesJson.toJson(settings.overrides()));
    return AdminResponses.ok(json);
  }

  private ApplicationSettings requireSettings(ProvisioningJob job) {
    return applications.find(job.id()).orElseThrow(() -> noApplication(job));
  }

  private static JobSettings settings(boolean all, ApplicationSettings application) {
    return new JobSettings(
        all ? SyncScope.ALL : SyncScope.ASSIGNED,
        application.template().mappings(),
        GuardThresholds.DEFAULT,
        JobSettings.DEFAULT_INTERVAL,
        application.connection().rateLimits().isEmpty() ? CONCURRENCY_WITHOUT_LIMIT : CONCURRENCY,
        application.template().membersPerRequest());
  }

  static void requireApplication(ProvisioningJob job) {
    if (job.kind() != Kind.APPLICATION) {
      throw noApplication(job);
    }
  }

  private static HttpException noApplication(ProvisioningJob job) {
    return HttpException.invalid("job", "\"%s\" is no application".formatted(job.name()));
  }
}
