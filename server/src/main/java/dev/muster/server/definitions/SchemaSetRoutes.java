package dev.muster.server.definitions;

import dev.muster.scim.definition.SchemaSet;
import dev.muster.scim.definition.SchemaSetJson;
import dev.muster.scim.message.ScimJson;
import dev.muster.scim.path.AttributePath;
import dev.muster.scim.path.CheckedPath;
import dev.muster.scim.schema.ResourceSchema;
import dev.muster.scim.schema.Uniqueness;
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
import dev.muster.server.scim.ScimApi;
import dev.muster.store.resource.LookupWork;
import dev.muster.store.tenant.Tenant;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/// All definitions of a tenant as one document, and which attributes have lookups.
public final class SchemaSetRoutes implements AdminRoutes {
  private static final String SET = AdminApi.PREFIX + "/tenants/{tenant}/schema-set";
  private static final String INDEXES = AdminApi.PREFIX + "/tenants/{tenant}/indexes";

  private final Definitions definitions;
  private final TenantLookup lookup;
  private final String publicUrl;

  /// @param publicUrl where clients reach this server, without a slash at its end
  public SchemaSetRoutes(Definitions definitions, TenantLookup lookup, String publicUrl) {
    this.definitions = definitions;
    this.lookup = lookup;
    this.publicUrl = publicUrl;
  }

  @Override
  public void addTo(Routes<Handler> routes) {
    routes
        .on("GET", SET, this::set)
        .on("PUT", SET, this::putSet)
        .on("GET", INDEXES, request -> indexes(lookup.require(request)))
        .on("POST", INDEXES, this::addIndex)
        .on("DELETE", INDEXES + "/{attribute}", this::deleteIndex);
  }

  private Response set(Request request) {
    var tenant = lookup.require(request);
    return whole(tenant, definitions.of(tenant.id()));
  }

  /// Makes the document the tenant's definitions: what it leaves out goes, or is as RFC 7643 has
  /// it. With `?dryRun=true` it only says what would change.
  private Response putSet(Request request) {
    var tenant = lookup.require(request);
    var after = SchemaSetJson.read(ScimJson.parseObject(request.body().bytes()));
    if (isDryRun(request)) {
      return report(definitions.dryRun(tenant, after));
    }
    return whole(tenant, definitions.change(tenant, before -> after));
  }

  private static boolean isDryRun(Request request) {
    return switch (request.findQuery("dryRun").orElse("false")) {
      case "true" -> true;
      case "false" -> false;
      case String other ->
          throw HttpException.invalid(
              "dryRun", "expected true or false, found \"%s\"".formatted(other));
    };
  }

  private static Response report(Definitions.Report report) {
    var json = ScimJson.object().put("possible", report.refusals().isEmpty());
    var changes = json.putArray("changes");
    for (var one : report.changes()) {
      var change = changes.addObject();
      change.put("change", one.change().description()).put("possible", one.possible());
      if (!one.possible()) {
        change.put("resources", one.found().count());
      }
    }
    var refusals = json.putArray("refusals");
    report.refusals().forEach(refusals::add);
    return AdminResponses.ok(json);
  }

  private Response whole(Tenant tenant, SchemaSet set) {
    return AdminResponses.ok(
        SchemaSetJson.renderWhole(set, ScimApi.tenantUrl(publicUrl, tenant.name())));
  }

  private Response addIndex(Request request) {
    var fields = RequestFields.of(request);
    var path = AttributePath.parse(fields.requireString("attribute"));
    fields.refuseOthers();
    var tenant = lookup.require(request);
    definitions.change(
        tenant,
        set -> {
          var indexed = new ArrayList<>(set.indexed());
          indexed.add(path);
          return set.withIndexed(indexed);
        });
    return indexes(tenant);
  }

  private Response deleteIndex(Request request) {
    var path = request.parameter("attribute");
    definitions.change(
        lookup.require(request),
        set -> {
          var indexed = new ArrayList<>(set.indexed());
          if (!indexed.removeIf(one -> one.toString().equalsIgnoreCase(path))) {
            throw HttpException.notFound(
                "\"%s\" is not among the attributes that were asked to have an index"
                    .formatted(path));
          }
          return set.withIndexed(indexed);
        });
    return AdminResponses.noContent();
  }

  /// What has lookups, and how far those are that are being made or removed.
  private Response indexes(Tenant tenant) {
    var work =
        definitions.work(tenant.id()).stream()
            .collect(Collectors.toMap(SchemaSetRoutes::key, Function.identity()));
    var registry = definitions.of(tenant.id()).registry();
    var indexes = new ArrayList<ObjectNode>();
    for (var type : registry.resourceTypes()) {
      var schema = registry.findResourceType(type.name()).orElseThrow();
      for (var path : schema.indexedPaths()) {
        indexes.add(render(schema, path, work));
      }
    }
    work.values().stream()
        .filter(one -> one.task() == LookupWork.Task.DROP)
        .forEach(one ->
            indexes.add(
                ScimJson.object()
                    .put("resourceType", one.resourceType())
                    .put("attribute", one.attribute())
                    .put("state", "removing")));
    return AdminResponses.list("indexes", indexes);
  }

  private static ObjectNode render(
      ResourceSchema schema, CheckedPath path, Map<String, LookupWork> work) {
    var json =
        ScimJson.object()
            .put("resourceType", schema.type().name())
            .put("attribute", path.toString())
            .put("unique", path.leaf().uniqueness() != Uniqueness.NONE);
    var building =
        Optional.ofNullable(work.get(key(schema.type().name(), path.toString())))
            .filter(one -> one.task() == LookupWork.Task.BUILD);
    json.put("state", building.isPresent() ? "building" : "complete");
    building.ifPresent(one -> json.put("done", one.done()).put("total", one.total()));
    return json;
  }

  private static String key(LookupWork work) {
    return key(work.resourceType(), work.attribute());
  }

  private static String key(String resourceType, String attribute) {
    return resourceType.toLowerCase(Locale.ROOT) + " " + attribute;
  }
}
