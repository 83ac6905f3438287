package dev.muster.server.events;

import dev.muster.scim.message.ScimJson;
import dev.muster.scim.provider.FeedEvent;
import dev.muster.server.scim.ScimApi;
import dev.muster.server.tenant.LiveTenant;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/// Events as JSON, alike in the feed and in webhooks.
///
/// @param publicUrl where clients reach this server, without a slash at its end
record EventJson(String publicUrl) {

  ObjectNode of(LiveTenant tenant, Event event) {
    var json = ScimJson.object();
    json.put("id", event.id());
    json.put("type", event.name());
    json.put("timestamp", event.at().toString());
    json.put("tenant", tenant.name());
    json.put("sequence", event.sequence());
    var data = json.putObject("data");
    if (event.kind() == FeedEvent.Kind.HELD) {
      data.put("holdId", event.resourceId());
      return json;
    }
    data.put("resourceType", event.resourceType());
    data.put("id", event.resourceId());
    data.put("version", event.version());
    data.put("location", ScimApi.tenantUrl(publicUrl, tenant.name()) + path(tenant, event));
    if (!event.attributes().isEmpty()) {
      event.attributes().forEach(data.putArray("attributes")::add);
    }
    if (!event.members().isEmpty()) {
      var members = data.putArray("members");
      event.members().forEach(member -> members.addObject().put("value", member));
    }
    return json;
  }

  /// Where the resource is below the tenant's SCIM endpoint.
  static String path(LiveTenant tenant, Event event) {
    var endpoint =
        tenant
            .schemas()
            .findResourceType(event.resourceType())
            .map(schema -> schema.type().endpoint())
            .orElseGet(() -> "/" + event.resourceType().toLowerCase(Locale.ROOT));
    return endpoint + "/" + event.resourceId();
  }
}
