package dev.muster.server.jobs;

import dev.muster.client.ExchangeListener;
import dev.muster.client.ScimClientException;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.target.SchemaDiscovery;
import dev.muster.provisioning.target.TargetSchemas;
import dev.muster.scim.message.ScimJson;
import dev.muster.scim.schema.Attribute;
import dev.muster.scim.schema.SchemaJson;
import dev.muster.server.admin.AdminResponses;
import dev.muster.server.admin.AdminRoutes;
import dev.muster.server.admin.TenantLookup;
import dev.muster.server.applications.Applications;
import dev.muster.server.http.Handler;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Request;
import dev.muster.server.http.RequestFields;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// The target attribute list of an application: discovered, shown, edited.
public final class TargetAttributeRoutes implements AdminRoutes {
  private static final String ATTRIBUTES = JobRoutes.JOBS + "/{job}/target-attributes";

  private final JobLookup lookup;
  private final Applications applications;

  public TargetAttributeRoutes(JobStore jobs, TenantLookup tenants, Applications applications) {
    this.lookup = new JobLookup(tenants, jobs);
    this.applications = applications;
  }

  @Override
  public void addTo(Routes<Handler> routes) {
    routes
        .on("GET", ATTRIBUTES, request -> answer(lookup.require(request), List.of()))
        .on("PUT", ATTRIBUTES, this::put)
        .on("DELETE", ATTRIBUTES, this::remove)
        .on("POST", ATTRIBUTES + "/discover", this::discover);
  }

  private Response discover(Request request) {
    var job = lookup.require(request);
    return answer(job, discover(applications, job));
  }

  /// Reads the attributes from an application and keeps them. What could not be read is returned.
  static List<String> discover(Applications applications, ProvisioningJob job) {
    var settings =
        applications
            .find(job.id())
            .orElseThrow(() ->
                HttpException.invalid("job", "\"%s\" is no application".formatted(job.name())));
    try (var client = applications.client(settings, ExchangeListener.NONE)) {
      var found = SchemaDiscovery.of(client);
      applications.putSchemas(job.id(), found.schemas());
      return found.notes();
    } catch (ScimClientException e) {
      throw HttpException.conflict(
          "job",
          "\"%s\" does not tell its attributes: %s; enter them with PUT"
              .formatted(job.name(), e.detail()));
    }
  }

  /// `{"objectType": "User", "schema": "urn:…", "attribute": {"name": "badge", "type": "string"}}`
  private Response put(Request request) {
    var job = lookup.require(request);
    var fields = RequestFields.of(request);
    var type = fields.requireString("objectType");
    var urn = fields.findString("schema");
    var attribute =
        fields
            .findObject("attribute")
            .map(TargetAttributeRoutes::attribute)
            .orElseThrow(() -> fields.invalid("attribute", "is missing; send its definition"));
    fields.refuseOthers();
    return keep(job, applications.schemas(job.id()).with(type, urn, attribute));
  }

  /// An attribute as in a schema (RFC 7643 §7).
  private static Attribute attribute(ObjectNode definition) {
    var schema = ScimJson.object().put("id", "attribute");
    schema.putArray("attributes").add(definition);
    return SchemaJson.read(schema).attributes().getFirst();
  }

  private Response remove(Request request) {
    var job = lookup.require(request);
    var type = requireQuery(request, "objectType");
    var name = requireQuery(request, "name");
    return keep(
        job, applications.schemas(job.id()).without(type, request.findQuery("schema"), name));
  }

  private static String requireQuery(Request request, String name) {
    return request
        .findQuery(name)
        .orElseThrow(() -> HttpException.invalid(name, "is missing in the query"));
  }

  private Response keep(ProvisioningJob job, TargetSchemas schemas) {
    schemas.registry();
    applications.putSchemas(job.id(), schemas);
    return answer(job, List.of());
  }

  private Response answer(ProvisioningJob job, List<String> notes) {
    var schemas = applications.schemas(job.id());
    var json = ScimJson.object().put("known", applications.hasSchemas(job.id()));
    notes.forEach(json.putArray("notes")::add);
    var list = json.putArray("attributes");
    for (var type : schemas.resourceTypes()) {
      SchemaDiscovery.paths(schemas, type.name())
          .forEach((path, definition) ->
              list.add(definition.put("objectType", type.name()).put("path", path)));
    }
    return AdminResponses.ok(json);
  }
}
