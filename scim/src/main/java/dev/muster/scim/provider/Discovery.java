package dev.muster.scim.provider;

import dev.muster.scim.message.ListResponse;
import dev.muster.scim.message.ScimException;
import dev.muster.scim.message.ScimJson;
import dev.muster.scim.schema.ResourceTypeJson;
import dev.muster.scim.schema.SchemaJson;
import dev.muster.scim.schema.SchemaRegistry;
import tools.jackson.databind.node.ObjectNode;

/// What a service provider says of itself (RFC 7644 §4): ServiceProviderConfig, Schemas,
/// ResourceTypes.
public final class Discovery {
  private final SchemaRegistry schemas;
  private final String baseUrl;

  /// @param baseUrl of the tenant's SCIM endpoint, without a slash at its end
  public Discovery(SchemaRegistry schemas, String baseUrl) {
    this.schemas = schemas;
    this.baseUrl = baseUrl;
  }

  /// The ServiceProviderConfig resource (RFC 7643 §5).
  public ObjectNode serviceProviderConfig() {
    var config = ScimJson.object();
    config.putArray("schemas").add("urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig");
    config.putObject("patch").put("supported", true);
    config
        .putObject("bulk")
        .put("supported", false)
        .put("maxOperations", 0)
        .put("maxPayloadSize", 0);
    config.putObject("filter").put("supported", true).put("maxResults", ScimProvider.MAX_RESULTS);
    config.putObject("changePassword").put("supported", false);
    config.putObject("sort").put("supported", false);
    config.putObject("etag").put("supported", true);
    config
        .putArray("authenticationSchemes")
        .addObject()
        .put("type", "oauthbearertoken")
        .put("name", "OAuth Bearer Token")
        .put("description", "A secret token in the Authorization header")
        .put("specUri", "https://www.rfc-editor.org/info/rfc6750")
        .put("primary", true);
    config
        .putObject("meta")
        .put("resourceType", "ServiceProviderConfig")
        .put("location", baseUrl + "/ServiceProviderConfig");
    return config;
  }

  /// All schemas as a ListResponse.
  public ObjectNode schemas() {
    var resources = schemas.schemas().stream().map(schema -> schema(schema.id())).toList();
    return ListResponse.toJson(resources, resources.size(), 1);
  }

  /// The schema of that URN. Throws 404 when there is none.
  public ObjectNode schema(String urn) {
    return schemas
        .findSchema(urn)
        .map(schema -> SchemaJson.render(schema, baseUrl + "/Schemas/" + schema.id()))
        .orElseThrow(() -> ScimException.notFound("Schema", urn));
  }

  /// All resource types as a ListResponse.
  public ObjectNode resourceTypes() {
    var resources =
        schemas.resourceTypes().stream().map(type -> resourceType(type.name())).toList();
    return ListResponse.toJson(resources, resources.size(), 1);
  }

  /// The resource type of that name. Throws 404 when there is none.
  public ObjectNode resourceType(String name) {
    return schemas
        .findResourceType(name)
        .map(found ->
            ResourceTypeJson.render(
                found.type(), baseUrl + "/ResourceTypes/" + found.type().name()))
        .orElseThrow(() -> ScimException.notFound("ResourceType", name));
  }
}
