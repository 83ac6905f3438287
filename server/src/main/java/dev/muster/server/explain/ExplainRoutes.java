package dev.muster.server.explain;

import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.target.TargetException;
import dev.muster.scim.message.ScimJson;
import dev.muster.scim.provider.StoredResource;
import dev.muster.scim.provider.TenantId;
import dev.muster.server.admin.AdminApi;
import dev.muster.server.admin.AdminResponses;
import dev.muster.server.admin.AdminRoutes;
import dev.muster.server.admin.TenantLookup;
import dev.muster.server.http.Handler;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Request;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import dev.muster.server.tenant.LiveTenants;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// `GET /api/v1/tenants/{tenant}/explain?user=…`: why one person or group has the accounts that it
/// has, application by application, as data and in words.
public final class ExplainRoutes implements AdminRoutes {
  private static final String EXPLAIN = AdminApi.PREFIX + "/tenants/{tenant}/explain";

  private final JobStore jobs;
  private final TenantLookup tenants;
  private final LiveTenants live;
  private final Subjects subjects;
  private final JobView.Eyes eyes;
  private final JobExplanation explanation;

  ExplainRoutes(
      JobStore jobs,
      TenantLookup tenants,
      LiveTenants live,
      Subjects subjects,
      JobView.Eyes eyes,
      JobExplanation explanation) {
    this.jobs = jobs;
    this.tenants = tenants;
    this.live = live;
    this.subjects = subjects;
    this.eyes = eyes;
    this.explanation = explanation;
  }

  @Override
  public void addTo(Routes<Handler> routes) {
    routes.on("GET", EXPLAIN, this::explain);
  }

  /// Whom it is about.
  private record Subject(String type, String name, Optional<StoredResource> resource) {}

  private Response explain(Request request) {
    var tenant = tenants.require(request).id();
    var subject = subject(tenant, request);
    var plan = request.findQuery("plan").map("true"::equals).orElse(true);
    var only = request.findQuery("application");
    var json = ScimJson.object().put("objectType", subject.type());
    subject.resource().ifPresent(resource -> describe(json, tenant, resource));
    var applications = json.putArray("applications");
    for (var job : jobs.jobs(tenant)) {
      if (only.map(job.name()::equals).orElse(true)) {
        explained(job, subject, plan).ifPresent(applications::add);
      }
    }
    if (subject.resource().isEmpty() && applications.isEmpty()) {
      throw HttpException.notFound(
          "nobody in the directory is called \"%s\", by id, userName, externalId, mail address or displayName, and no job knows such an id"
              .formatted(subject.name()));
    }
    ExplanationWords.of(json).forEach(json.putArray("words")::add);
    return AdminResponses.ok(json);
  }

  private Subject subject(TenantId tenant, Request request) {
    var user = request.findQuery("user");
    var group = request.findQuery("group");
    if (user.isPresent() == group.isPresent()) {
      throw HttpException.invalid("user", "name a user or a group, one of both");
    }
    var type = user.isPresent() ? "User" : "Group";
    var name = user.or(() -> group).orElseThrow();
    return new Subject(type, name, subjects.find(tenant, type, name));
  }

  private void describe(ObjectNode json, TenantId tenant, StoredResource resource) {
    json.put("id", resource.id())
        .put("displayName", resource.displayName())
        .put("lastModified", resource.lastModified().toString());
    json.set("resource", live.require(tenant).redaction().of(resource.document()));
  }

  /// Empty if the job has nothing to do with it.
  private Optional<ObjectNode> explained(ProvisioningJob job, Subject subject, boolean plan) {
    var redaction = live.require(job.id().tenant()).redaction();
    try {
      return sourceId(job, subject)
          .flatMap(id -> eyes.look(job, subject.type(), id))
          .filter(view -> view.entry().isPresent() || view.link().isPresent())
          .map(view -> explanation.of(view, redaction, plan));
    } catch (TargetException e) {
      return Optional.of(
          ScimJson.object().put("application", job.name()).put("problem", e.reason()));
    }
  }

  /// Under which id the job's source has it: an import knows its people by the ids of its file.
  private Optional<String> sourceId(ProvisioningJob job, Subject subject) {
    var directoryId = subject.resource().map(StoredResource::id);
    return switch (job.kind()) {
      case APPLICATION -> Optional.of(directoryId.orElse(subject.name()));
      case IMPORT ->
          directoryId
              .flatMap(id ->
                  Optional.ofNullable(
                      jobs.linksByTarget(job.id(), subject.type(), List.of(id)).get(id)))
              .map(link -> link.sourceId())
              .or(() -> directoryId.isEmpty() ? Optional.of(subject.name()) : Optional.empty());
    };
  }
}
