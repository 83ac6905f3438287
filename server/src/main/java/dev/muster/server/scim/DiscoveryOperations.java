package dev.muster.server.scim;

import dev.muster.scim.message.Json;
import dev.muster.scim.message.ListResponse;
import dev.muster.scim.message.ScimException;
import dev.muster.scim.schema.DiscoverySchemas;
import dev.muster.scim.schema.ResourceSchema;
import dev.muster.scim.schema.ResourceTypeJson;
import dev.muster.scim.schema.Schema;
import dev.muster.scim.schema.SchemaJson;
import dev.muster.server.http.Response;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// What a service provider says about itself (RFC 7644 §4).
final class DiscoveryOperations {
  private final List<String> eventUris;

  /// @param eventUris of the security events that are sent
  DiscoveryOperations(List<String> eventUris) {
    this.eventUris = List.copyOf(eventUris);
  }

  // One document and no list: a filter is ignored as every parameter is (RFC 7644 §4).
  Response serviceProviderConfig(ScimCall call) {
    var passwords = call.identity().tenant().settings().passwords();
    return ScimResponses.of(
        200, ServiceProviderConfig.toJson(call.baseUrl(), passwords.accepted(), announced(call)));
  }

  /// The same for one who has no token yet, and wants to know how to get in: "authenticationSchemes
  /// … SHOULD be publicly accessible" (RFC 7643 §5). It is the same whatever tenant is named, so
  /// nobody learns who is a customer.
  Response openConfig(String baseUrl) {
    return ScimResponses.of(200, ServiceProviderConfig.toJson(baseUrl, false, List.of()));
  }

  private List<String> announced(ScimCall call) {
    return call.identity().tenant().settings().announceSecurityEvents() ? eventUris : List.of();
  }

  Response schemas(ScimCall call) {
    refuseFilter(call);
    return all(
        Stream.concat(call.schemas().schemas().stream(), DiscoverySchemas.all().stream())
            .map(schema -> render(call, schema))
            .toList());
  }

  Response schema(ScimCall call) {
    var urn = call.http().parameter("urn");
    var schema = call.schemas().findSchema(urn).or(() -> DiscoverySchemas.find(urn));
    return ScimResponses.of(
        200,
        schema
            .map(found -> render(call, found))
            .orElseThrow(() -> ScimException.notFound("Schema", urn)));
  }

  Response resourceTypes(ScimCall call) {
    refuseFilter(call);
    return all(
        call.schemas().resourceTypes().stream()
            .map(type -> ResourceTypeJson.render(type, location(call, type.name())))
            .toList());
  }

  Response resourceType(ScimCall call) {
    var name = call.http().parameter("name");
    var type = call.schemas().findResourceType(name).map(ResourceSchema::type);
    return ScimResponses.of(
        200,
        type.map(found -> ResourceTypeJson.render(found, location(call, found.name())))
            .orElseThrow(() -> ScimException.notFound("ResourceType", name)));
  }

  private static ObjectNode render(ScimCall call, Schema schema) {
    return SchemaJson.render(schema, call.baseUrl() + "/Schemas/" + schema.id());
  }

  private static String location(ScimCall call, String resourceType) {
    return call.baseUrl() + "/ResourceTypes/" + resourceType;
  }

  private static Response all(List<ObjectNode> resources) {
    return ScimResponses.of(
        200, ListResponse.toJson(resources.stream().map(Json::of).toList(), resources.size(), 1));
  }

  // RFC 7644 §4: "If a "filter" is provided, the service provider SHOULD respond with HTTP status
  // code 403 (Forbidden) to ensure that clients cannot incorrectly assume that any matching
  // resources have been returned."
  private static void refuseFilter(ScimCall call) {
    if (call.http().findQuery("filter").isPresent()) {
      throw ScimException.status(403, "filter: not possible here; read the whole list");
    }
  }
}
