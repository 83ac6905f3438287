package dev.muster.server.jobs;

import dev.muster.client.ConnectionTest;
import dev.muster.client.ScimConnection;
import dev.muster.provisioning.job.Assignments;
import dev.muster.provisioning.job.JobSettings;
import dev.muster.provisioning.job.JobSettings.SyncScope;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.job.ProvisioningJob.Kind;
import dev.muster.provisioning.mapping.DefaultMappings;
import dev.muster.provisioning.plan.GuardThresholds;
import dev.muster.provisioning.source.AppRole;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.admin.AdminApi;
import dev.muster.server.admin.AdminResponses;
import dev.muster.server.admin.AdminRoutes;
import dev.muster.server.admin.TenantLookup;
import dev.muster.server.http.Handler;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Request;
import dev.muster.server.http.RequestFields;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// Enterprise applications of a tenant: connect one, test a connection, say who is assigned.
public final class ApplicationRoutes implements AdminRoutes {
  private static final String TENANT = AdminApi.PREFIX + "/tenants/{tenant}";
  private static final int CONCURRENCY = 16;
  // Who sets no limit has an application nearby, which commits together what comes together.
  private static final int CONCURRENCY_WITHOUT_LIMIT = 64;
  private static final int MEMBERS_PER_REQUEST = 1_000;

  private final JobStore jobs;
  private final TenantLookup tenants;
  private final JobLookup lookup;
  private final Connections connections;
  private final DirectoryNames names;

  public ApplicationRoutes(
      JobStore jobs, TenantLookup tenants, Connections connections, DirectoryNames names) {
    this.jobs = jobs;
    this.tenants = tenants;
    this.lookup = new JobLookup(tenants, jobs);
    this.connections = connections;
    this.names = names;
  }

  @Override
  public void addTo(Routes<Handler> routes) {
    routes
        .on("POST", TENANT + "/applications", this::create)
        .on("POST", TENANT + "/connection-tests", this::test)
        .on("PUT", JobRoutes.JOBS + "/{job}/connection", this::reconnect)
        .on("POST", JobRoutes.JOBS + "/{job}/assignments", this::assign);
  }

  private Response create(Request request) {
    var tenant = tenants.require(request);
    var fields = RequestFields.of(request);
    var name = fields.requireString("name");
    var connection = connection(fields);
    var all = fields.findBoolean("allUsers").orElse(false);
    fields.refuseOthers();
    var job =
        jobs.create(tenant.id(), name, Kind.APPLICATION, settings(all, connection))
            .orElseThrow(() ->
                HttpException.conflict(
                    "name", "there is a job or application \"%s\" already".formatted(name)));
    connections.put(job.id(), connection);
    return AdminResponses.created(
        "%s/tenants/%s/jobs/%s".formatted(AdminApi.PREFIX, tenant.name(), name), JobJson.of(job));
  }

  private Response test(Request request) {
    tenants.require(request);
    var fields = RequestFields.of(request);
    var connection = connection(fields);
    fields.refuseOthers();
    return AdminResponses.ok(JobJson.of(ConnectionTest.run(connection)));
  }

  private Response reconnect(Request request) {
    var job = lookup.require(request);
    var fields = RequestFields.of(request);
    connections.put(job.id(), connection(fields));
    fields.refuseOthers();
    return AdminResponses.ok(JobJson.of(job));
  }

  /// `requestsPerSecond` 0 stands for no limit.
  private static ScimConnection connection(RequestFields fields) {
    var url = fields.requireString("tenantUrl");
    var token = fields.requireString("secretToken");
    var pace =
        fields.findInteger("requestsPerSecond").orElse(ScimConnection.DEFAULT_REQUESTS_PER_SECOND);
    if (pace < 0) {
      throw HttpException.invalid("requestsPerSecond", pace + " is negative; 0 means no limit");
    }
    try {
      return ScimConnection.of(url, token)
          .withRequestsPerSecond(pace == 0 ? Optional.empty() : Optional.of(pace));
    } catch (IllegalArgumentException e) {
      throw HttpException.invalid("tenantUrl", String.valueOf(e.getMessage()));
    }
  }

  private static JobSettings settings(boolean all, ScimConnection connection) {
    return new JobSettings(
        all ? SyncScope.ALL : SyncScope.ASSIGNED,
        DefaultMappings.directoryToScim(),
        GuardThresholds.DEFAULT,
        JobSettings.DEFAULT_INTERVAL,
        connection.requestsPerSecond().isPresent() ? CONCURRENCY : CONCURRENCY_WITHOUT_LIMIT,
        MEMBERS_PER_REQUEST);
  }

  private Response assign(Request request) {
    var job = lookup.require(request);
    requireApplication(job);
    var fields = RequestFields.of(request);
    var role = fields.findString("role").map(name -> requireRole(job, name));
    var add = withRole(assignments(job, fields, "addUsers", "addGroups"), role);
    var remove = assignments(job, fields, "removeUsers", "removeGroups");
    fields.refuseOthers();
    jobs.assign(job.id(), add, remove);
    var now = jobs.assignments(job.id());
    return AdminResponses.ok(
        ScimJson.object().put("users", now.users().size()).put("groups", now.groups().size()));
  }

  private static String requireRole(ProvisioningJob job, String name) {
    var settings = job.settings().assignment();
    return settings
        .findRole(name)
        .map(AppRole::id)
        .orElseThrow(() ->
            HttpException.invalid(
                "role",
                "\"%s\" has no role \"%s\"; there are %s"
                    .formatted(
                        job.name(), name, settings.roles().stream().map(AppRole::value).toList())));
  }

  private static Assignments withRole(Assignments assigned, Optional<String> role) {
    var roles = new HashMap<String, Set<String>>();
    role.ifPresent(id -> {
      assigned.users().forEach(user -> roles.put(user, Set.of(id)));
      assigned.groups().forEach(group -> roles.put(group, Set.of(id)));
    });
    return new Assignments(assigned.users(), assigned.groups(), roles);
  }

  private Assignments assignments(
      ProvisioningJob job, RequestFields fields, String users, String groups) {
    return new Assignments(
        names.users(job.id().tenant(), texts(fields, users), users),
        names.groups(job.id().tenant(), texts(fields, groups), groups));
  }

  private static Set<String> texts(RequestFields fields, String field) {
    var texts = new LinkedHashSet<String>();
    fields
        .find(field)
        .ifPresent(array -> {
          if (!array.isArray()) {
            throw HttpException.invalid(field, "expected an array of names, found " + array);
          }
          array.forEach(element -> texts.add(element.asString("")));
        });
    return texts;
  }

  private static void requireApplication(ProvisioningJob job) {
    if (job.kind() != Kind.APPLICATION) {
      throw HttpException.invalid("job", "\"%s\" is no application".formatted(job.name()));
    }
  }
}
