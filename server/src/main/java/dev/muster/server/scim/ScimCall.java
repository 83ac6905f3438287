package dev.muster.server.scim;

import dev.muster.scim.dialect.DialectRule;
import dev.muster.scim.message.ScimException;
import dev.muster.scim.message.ScimJson;
import dev.muster.scim.provider.ScimProvider.Endpoint;
import dev.muster.scim.schema.ResourceType;
import dev.muster.scim.schema.SchemaRegistry;
import dev.muster.server.http.Request;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/// A request that was let in, with whose it is.
///
/// @param baseUrl of the tenant's SCIM endpoint, without a slash at its end
/// @param firedRules dialect rules that had something to put right
/// @param message the body, where it has been read for that
record ScimCall(
    Request http,
    Identity identity,
    String baseUrl,
    Set<DialectRule> firedRules,
    Optional<ObjectNode> message) {

  ScimCall(Request http, Identity identity, String baseUrl) {
    this(http, identity, baseUrl, Set.of(), Optional.empty());
  }

  /// The same call in RFC form.
  ScimCall rewritten(Set<DialectRule> rules, Request request, Optional<ObjectNode> body) {
    return new ScimCall(request, identity, baseUrl, rules, body);
  }

  /// The body. Throws `invalidSyntax` when it is no JSON object.
  ObjectNode body() {
    return message.orElseGet(() -> ScimJson.parseObject(http.body().bytes()));
  }

  /// The tenant's schemas.
  SchemaRegistry schemas() {
    return identity.tenant().schemas();
  }

  /// Another request of the same identity.
  ScimCall with(Request request) {
    return new ScimCall(request, identity, baseUrl);
  }

  /// Path of the tenant's SCIM endpoint, as routes know it.
  String basePath() {
    return ScimApi.tenantUrl("", identity.tenant().name());
  }

  /// The same request at the user that the token is bound to (RFC 7644 §3.11). Throws 501 when it
  /// is bound to none.
  ScimCall atOwnUser() {
    var id =
        identity
            .userId()
            .orElseThrow(() ->
                ScimException.status(501, "/Me: this token is bound to no user; use /Users/{id}"));
    var own = http.at(Map.of("endpoint", "Users", "id", id));
    return new ScimCall(own, identity, baseUrl, firedRules, message);
  }

  /// Whether Entra ID sent it, as far as can be told: nobody else names operations in title case,
  /// or has that flag.
  boolean isEntras() {
    return firedRules.contains(DialectRule.OP_CASE) || DialectStep.hasEntraFlag(http);
  }

  /// The resource type that the path names. Throws 404 when there is none.
  Endpoint endpoint() {
    var path = "/" + http.parameter("endpoint");
    var schema =
        schemas()
            .findByEndpoint(path)
            .orElseThrow(() ->
                ScimException.status(
                    404,
                    "no resource type lives at \"%s\"; there are %s"
                        .formatted(path, endpointNames())));
    return new Endpoint(identity.tenant().id(), schemas(), schema, baseUrl);
  }

  /// All resource types of the tenant.
  List<Endpoint> endpoints() {
    return schemas().resourceTypes().stream()
        .map(type -> schemas().findResourceType(type.name()).orElseThrow())
        .map(schema -> new Endpoint(identity.tenant().id(), schemas(), schema, baseUrl))
        .toList();
  }

  private String endpointNames() {
    return schemas().resourceTypes().stream()
        .map(ResourceType::endpoint)
        .collect(Collectors.joining(", "));
  }
}
