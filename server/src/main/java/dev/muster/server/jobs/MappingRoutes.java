package dev.muster.server.jobs;

import dev.muster.provisioning.cycle.Connectors;
import dev.muster.provisioning.cycle.EntryEvaluator;
import dev.muster.provisioning.cycle.EntryEvaluator.AttributeEvaluation;
import dev.muster.provisioning.expression.Expression;
import dev.muster.provisioning.job.JobSettings;
import dev.muster.provisioning.job.JobStore;
import dev.muster.provisioning.job.ProvisioningJob;
import dev.muster.provisioning.mapping.FlowSettings;
import dev.muster.provisioning.scope.AssignmentSettings;
import dev.muster.provisioning.scope.Scope;
import dev.muster.provisioning.source.AppRole;
import dev.muster.provisioning.source.Entry;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.admin.AdminApi;
import dev.muster.server.admin.AdminResponses;
import dev.muster.server.admin.AdminRoutes;
import dev.muster.server.http.Handler;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Keywords;
import dev.muster.server.http.Request;
import dev.muster.server.http.RequestFields;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// What a job provisions and for whom: mappings with their scoping filters, how assignments are
/// read, and what both make of one person.
public final class MappingRoutes implements AdminRoutes {
  private static final String JOB = JobRoutes.JOBS + "/{job}";

  private final JobStore jobs;
  private final JobLookup lookup;
  private final JobSettingsEdit edit;
  private final Connectors connectors;
  private final DirectoryNames names;
  private final Clock clock;

  MappingRoutes(
      JobStore jobs,
      JobLookup lookup,
      JobSettingsEdit edit,
      Connectors connectors,
      DirectoryNames names,
      Clock clock) {
    this.jobs = jobs;
    this.lookup = lookup;
    this.edit = edit;
    this.connectors = connectors;
    this.names = names;
    this.clock = clock;
  }

  @Override
  public void addTo(Routes<Handler> routes) {
    routes
        .on("GET", JOB + "/mappings", request -> AdminResponses.ok(shown(lookup.require(request))))
        .on("PATCH", JOB + "/mappings", this::update)
        .on("POST", JOB + "/evaluations", this::evaluate)
        .on("GET", AdminApi.PREFIX + "/expression-functions", request -> functions());
  }

  private static Response functions() {
    return AdminResponses.list(
        "functions",
        Expression.functions().stream()
            .map(function ->
                ScimJson.object()
                    .put("name", function.name())
                    .put("signature", function.signature())
                    .put("summary", function.summary()))
            .toList());
  }

  static ObjectNode shown(ProvisioningJob job) {
    var settings = job.settings();
    var json =
        ScimJson.object()
            .put("scope", Keywords.of(settings.scope()))
            .put("nestedGroups", settings.assignment().nestedGroups())
            .put("nullsClear", settings.flow().nullsClear());
    settings.flow().defaultDomain().ifPresent(domain -> json.put("defaultDomain", domain));
    var roles = json.putArray("appRoles");
    for (var role : settings.assignment().roles()) {
      roles
          .addObject()
          .put("id", role.id())
          .put("value", role.value())
          .put("displayName", role.displayName());
    }
    var mappings = json.putArray("mappings");
    settings.objectMappings().forEach(mapping -> mappings.add(MappingJson.of(mapping)));
    return json;
  }

  private Response update(Request request) {
    var job = lookup.require(request);
    var fields = RequestFields.of(request);
    var settings = read(job.settings(), fields);
    fields.refuseOthers();
    return AdminResponses.ok(shown(edit.save(job, settings)));
  }

  /// The settings with what the request names; everything else stays.
  static JobSettings read(JobSettings before, RequestFields fields) {
    var assignment =
        new AssignmentSettings(
            fields.findBoolean("nestedGroups").orElse(before.assignment().nestedGroups()),
            fields.find("appRoles").isPresent()
                ? fields.groups("appRoles").stream().map(MappingRoutes::role).toList()
                : before.assignment().roles());
    var flow =
        new FlowSettings(
            fields.findBoolean("nullsClear").orElse(before.flow().nullsClear()),
            fields.findString("defaultDomain").or(before.flow()::defaultDomain));
    return before.with(
        fields.findKeyword("scope", JobSettings.SyncScope.class).orElse(before.scope()),
        fields.find("mappings").isPresent()
            ? MappingJson.readAll(fields, "mappings")
            : before.objectMappings(),
        assignment,
        flow);
  }

  private static AppRole role(RequestFields fields) {
    var value = fields.requireString("value");
    var role =
        new AppRole(
            fields.findString("id").orElse(value),
            value,
            fields.findString("displayName").orElse(value));
    fields.refuseOthers();
    return role;
  }

  /// What the job's settings, or those that the request names, make of one entry. Nothing is kept
  /// and nothing is sent.
  private Response evaluate(Request request) {
    var job = lookup.require(request);
    var fields = RequestFields.of(request);
    var user = fields.findString("user");
    var group = fields.findString("group");
    if (user.isPresent() == group.isPresent()) {
      throw HttpException.invalid("user", "name a user or a group, one of both");
    }
    var settings = read(job.settings(), fields);
    fields.refuseOthers();
    edit.check(job, settings);
    var type = user.isPresent() ? "User" : "Group";
    return AdminResponses.ok(
        evaluation(job, settings, entry(job, type, user.or(() -> group).orElseThrow())));
  }

  private ObjectNode evaluation(ProvisioningJob job, JobSettings settings, Entry entry) {
    var mapping =
        settings.objectMappings().stream()
            .filter(candidate -> candidate.objectType().equals(entry.objectType()))
            .findFirst()
            .orElseThrow(() ->
                HttpException.invalid(
                    "job", "\"%s\" maps no %ss".formatted(job.name(), entry.objectType())));
    var scope =
        new Scope(
            settings.scope(),
            settings.assignment(),
            jobs.assignments(job.id()),
            connectors.source(job),
            clock);
    var schemas = edit.schemas(job);
    var compiled = edit.compiler(settings).compile(mapping, schemas);
    var hidden = HiddenValues.of(compiled, schemas);
    var evaluation = EntryEvaluator.evaluate(compiled, scope, entry);
    var json =
        ScimJson.object()
            .put("objectType", entry.objectType())
            .put("sourceId", entry.id())
            .put("displayName", entry.displayName());
    json.set("source", entry.attributes());
    json.set("scope", FilterJson.of(evaluation.scope()));
    var attributes = json.putArray("attributes");
    evaluation.attributes().forEach(attribute -> attributes.add(shown(attribute, hidden)));
    return json;
  }

  private static ObjectNode shown(AttributeEvaluation attribute, HiddenValues hidden) {
    var json =
        ScimJson.object()
            .put("target", attribute.mapping().target())
            .put("expression", attribute.mapping().expression());
    if (hidden.hides(attribute.mapping().target())) {
      json.put("value", "[Redact]");
    } else {
      attribute.value().ifPresent(value -> json.set("value", value));
      attribute.fallback().ifPresent(value -> json.set("default", value));
    }
    attribute.problem().ifPresent(problem -> json.put("problem", problem));
    return json;
  }

  private Entry entry(ProvisioningJob job, String type, String name) {
    var ids =
        switch (job.kind()) {
          case IMPORT -> Set.of(name);
          case APPLICATION ->
              type.equals("User")
                  ? names.users(job.id().tenant(), Set.of(name), "user")
                  : names.groups(job.id().tenant(), Set.of(name), "group");
        };
    List<Entry> entries = connectors.source(job).read(type, ids);
    return Optional.of(entries)
        .filter(found -> !found.isEmpty())
        .map(List::getFirst)
        .orElseThrow(
            () -> HttpException.notFound("the source has no %s \"%s\"".formatted(type, name)));
  }
}
