package dev.muster.server.scim;

import dev.muster.scim.bulk.BulkRequest;
import dev.muster.scim.message.ScimJson;
import dev.muster.scim.provider.Cursors;
import dev.muster.scim.provider.ScimProvider;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// What this service provider can do, for clients that ask first (RFC 7643 §5).
final class ServiceProviderConfig {
  private static final String SCHEMA =
      "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig";

  private ServiceProviderConfig() {}

  /// @param baseUrl of the SCIM endpoint, which ends with `/scim/v2`
  /// @param changePassword whether clients may set passwords
  /// @param eventUris of the security events that are announced (RFC 9967); none is said of none
  static ObjectNode toJson(String baseUrl, boolean changePassword, List<String> eventUris) {
    var config = ScimJson.object();
    config.putArray("schemas").add(SCHEMA);
    config.putObject("patch").put("supported", true);
    config
        .putObject("bulk")
        .put("supported", true)
        .put("maxOperations", BulkRequest.MAX_OPERATIONS)
        .put("maxPayloadSize", BulkRequest.MAX_PAYLOAD_SIZE);
    config.putObject("filter").put("supported", true).put("maxResults", ScimProvider.MAX_RESULTS);
    config.putObject("changePassword").put("supported", changePassword);
    config.putObject("sort").put("supported", true);
    config.putObject("etag").put("supported", true);
    if (!eventUris.isEmpty()) {
      var securityEvents = config.putObject("securityEvents").put("asyncRequest", "none");
      eventUris.forEach(securityEvents.putArray("eventUris")::add);
    }
    config
        .putObject("pagination")
        .put("cursor", true)
        .put("index", true)
        .put("defaultPaginationMethod", "cursor")
        .put("defaultPageSize", ScimProvider.DEFAULT_RESULTS)
        .put("maxPageSize", ScimProvider.MAX_RESULTS)
        .put("cursorTimeout", Cursors.TIMEOUT.toSeconds());
    var schemes = config.putArray("authenticationSchemes");
    schemes
        .addObject()
        .put("type", "oauthbearertoken")
        .put("name", "Bearer token")
        .put("description", "A token of the tenant in the Authorization header")
        .put("specUri", "https://www.rfc-editor.org/info/rfc6750")
        .put("primary", true);
    schemes
        .addObject()
        .put("type", "oauth2")
        .put("name", "OAuth 2.0 client credentials")
        .put("description", "A short-lived token from the endpoint " + tokenUrl(baseUrl))
        .put("specUri", "https://www.rfc-editor.org/info/rfc6749")
        .put("primary", false);
    config
        .putObject("meta")
        .put("resourceType", "ServiceProviderConfig")
        .put("location", baseUrl + "/ServiceProviderConfig");
    return config;
  }

  private static String tokenUrl(String baseUrl) {
    return baseUrl.substring(0, baseUrl.length() - ScimApi.SHARED_PREFIX.length()) + "/oauth/token";
  }
}
