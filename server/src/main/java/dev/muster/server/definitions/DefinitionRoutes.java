package dev.muster.server.definitions;

import dev.muster.scim.definition.SchemaSet;
import dev.muster.scim.definition.SchemaSetJson;
import dev.muster.scim.message.ScimJson;
import dev.muster.scim.schema.ResourceType;
import dev.muster.scim.schema.ResourceTypeJson;
import dev.muster.scim.schema.Schema;
import dev.muster.scim.schema.SchemaJson;
import dev.muster.scim.schema.SchemaRegistry;
import dev.muster.server.admin.AdminApi;
import dev.muster.server.admin.AdminResponses;
import dev.muster.server.admin.AdminRoutes;
import dev.muster.server.admin.MergePatch;
import dev.muster.server.admin.TenantLookup;
import dev.muster.server.http.Handler;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Request;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import dev.muster.server.scim.ScimApi;
import dev.muster.store.tenant.Tenant;
import tools.jackson.databind.node.ObjectNode;

/// A tenant's schemas and resource types, one by one. Bodies are the Schema and ResourceType
/// resources of RFC 7643 themselves: what `/Schemas` answers can be sent here.
public final class DefinitionRoutes implements AdminRoutes {
  private static final String SCHEMAS = AdminApi.PREFIX + "/tenants/{tenant}/schemas";
  private static final String TYPES = AdminApi.PREFIX + "/tenants/{tenant}/resource-types";

  private final Definitions definitions;
  private final TenantLookup lookup;
  private final String publicUrl;

  /// @param publicUrl where clients reach this server, without a slash at its end
  public DefinitionRoutes(Definitions definitions, TenantLookup lookup, String publicUrl) {
    this.definitions = definitions;
    this.lookup = lookup;
    this.publicUrl = publicUrl;
  }

  @Override
  public void addTo(Routes<Handler> routes) {
    routes
        .on("GET", SCHEMAS, this::schemas)
        .on("POST", SCHEMAS, this::addSchema)
        .on("GET", SCHEMAS + "/{urn}", this::schema)
        .on("PUT", SCHEMAS + "/{urn}", this::putSchema)
        .on("DELETE", SCHEMAS + "/{urn}", this::deleteSchema)
        .on("GET", TYPES, this::types)
        .on("POST", TYPES, this::addType)
        .on("GET", TYPES + "/{name}", this::type)
        .on("PUT", TYPES + "/{name}", this::putType)
        .on("PATCH", TYPES + "/{name}", this::patchType)
        .on("DELETE", TYPES + "/{name}", this::deleteType);
  }

  private Response schemas(Request request) {
    var tenant = lookup.require(request);
    return AdminResponses.list(
        "schemas",
        registry(tenant).schemas().stream().map(schema -> render(tenant, schema)).toList());
  }

  private Response schema(Request request) {
    var tenant = lookup.require(request);
    return AdminResponses.ok(render(tenant, requireSchema(registry(tenant), request)));
  }

  private Response addSchema(Request request) {
    var tenant = lookup.require(request);
    var schema = SchemaSetJson.schema(body(request));
    if (registry(tenant).findSchema(schema.id()).isPresent()) {
      throw HttpException.conflict(
          "id", "there is a schema \"%s\" already; PUT replaces it".formatted(schema.id()));
    }
    return AdminResponses.created(path(SCHEMAS, tenant) + "/" + schema.id(), put(tenant, schema));
  }

  private Response putSchema(Request request) {
    var tenant = lookup.require(request);
    var schema = SchemaSetJson.schema(body(request));
    if (!schema.id().equalsIgnoreCase(request.parameter("urn"))) {
      throw HttpException.invalid(
          "id",
          "\"%s\" is not the schema of the path, \"%s\""
              .formatted(schema.id(), request.parameter("urn")));
    }
    return AdminResponses.ok(put(tenant, schema));
  }

  private ObjectNode put(Tenant tenant, Schema schema) {
    var after = definitions.change(tenant, set -> set.with(schema));
    return render(tenant, after.registry().findSchema(schema.id()).orElseThrow());
  }

  private Response deleteSchema(Request request) {
    var tenant = lookup.require(request);
    var registry = registry(tenant);
    var urn = requireSchema(registry, request).id();
    requireOwn(SchemaRegistry.core().findSchema(urn).filter(registry.schemas()::contains), urn);
    registry.resourceTypes().stream()
        .filter(type -> SchemaRegistry.core().findSchema(urn).isEmpty() && uses(type, urn))
        .findFirst()
        .ifPresent(type -> {
          throw HttpException.conflict(
              "schema",
              "resource type \"%s\" uses \"%s\"; take it out of the type first"
                  .formatted(type.name(), urn));
        });
    definitions.change(tenant, set -> set.withoutSchema(urn));
    return AdminResponses.noContent();
  }

  private Response types(Request request) {
    var tenant = lookup.require(request);
    return AdminResponses.list(
        "resourceTypes",
        registry(tenant).resourceTypes().stream().map(type -> render(tenant, type)).toList());
  }

  private Response type(Request request) {
    var tenant = lookup.require(request);
    return AdminResponses.ok(render(tenant, requireType(registry(tenant), request)));
  }

  private Response addType(Request request) {
    var tenant = lookup.require(request);
    var type = SchemaSetJson.resourceType(body(request));
    if (registry(tenant).findResourceType(type.name()).isPresent()) {
      throw HttpException.conflict(
          "name",
          "there is a resource type \"%s\" already; PUT replaces it".formatted(type.name()));
    }
    return AdminResponses.created(path(TYPES, tenant) + "/" + type.name(), put(tenant, type));
  }

  private Response putType(Request request) {
    return replaceType(request, body(request));
  }

  /// Changes the members that the body names (RFC 7396), say `schemaExtensions` of User.
  private Response patchType(Request request) {
    var tenant = lookup.require(request);
    var before = render(tenant, requireType(registry(tenant), request));
    return replaceType(request, MergePatch.apply(before, body(request)));
  }

  private Response replaceType(Request request, ObjectNode body) {
    var type = SchemaSetJson.resourceType(body);
    if (!type.name().equalsIgnoreCase(request.parameter("name"))) {
      throw HttpException.invalid(
          "name",
          "\"%s\" is not the resource type of the path, \"%s\""
              .formatted(type.name(), request.parameter("name")));
    }
    return AdminResponses.ok(put(lookup.require(request), type));
  }

  private ObjectNode put(Tenant tenant, ResourceType type) {
    var after = definitions.change(tenant, set -> set.with(type));
    return render(tenant, after.registry().findResourceType(type.name()).orElseThrow().type());
  }

  private Response deleteType(Request request) {
    var tenant = lookup.require(request);
    var type = requireType(registry(tenant), request);
    var core = SchemaRegistry.core().findResourceType(type.name()).map(found -> found.type());
    requireOwn(core.filter(type::equals), type.name());
    definitions.change(tenant, set -> set.withoutResourceType(type.name()));
    return AdminResponses.noContent();
  }

  private static void requireOwn(java.util.Optional<?> untouched, String name) {
    if (untouched.isPresent()) {
      throw HttpException.conflict(
          "name", "\"%s\" is as RFC 7643 defines it; every tenant has it".formatted(name));
    }
  }

  private static boolean uses(ResourceType type, String urn) {
    return type.schema().equalsIgnoreCase(urn)
        || type.extensions().stream().anyMatch(e -> e.schema().equalsIgnoreCase(urn));
  }

  private static Schema requireSchema(SchemaRegistry registry, Request request) {
    var urn = request.parameter("urn");
    return registry
        .findSchema(urn)
        .orElseThrow(() ->
            HttpException.notFound(
                "the tenant has no schema \"%s\"; POST adds one".formatted(urn)));
  }

  private static ResourceType requireType(SchemaRegistry registry, Request request) {
    var name = request.parameter("name");
    return registry
        .findResourceType(name)
        .orElseThrow(() ->
            HttpException.notFound(
                "the tenant has no resource type \"%s\"; POST adds one".formatted(name)))
        .type();
  }

  private SchemaRegistry registry(Tenant tenant) {
    SchemaSet set = definitions.of(tenant.id());
    return set.registry();
  }

  private ObjectNode render(Tenant tenant, Schema schema) {
    return SchemaJson.render(
        schema, ScimApi.tenantUrl(publicUrl, tenant.name()) + "/Schemas/" + schema.id());
  }

  private ObjectNode render(Tenant tenant, ResourceType type) {
    return ResourceTypeJson.render(
        type, ScimApi.tenantUrl(publicUrl, tenant.name()) + "/ResourceTypes/" + type.name());
  }

  private static String path(String pattern, Tenant tenant) {
    return pattern.replace("{tenant}", tenant.name());
  }

  private static ObjectNode body(Request request) {
    return ScimJson.parseObject(request.body().bytes());
  }
}
