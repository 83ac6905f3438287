package dev.muster.server.applications;

import dev.muster.provisioning.application.ApplicationTemplate;
import dev.muster.provisioning.mapping.AttributeMapping;
import dev.muster.provisioning.mapping.ObjectMapping;
import dev.muster.scim.message.ScimJson;
import tools.jackson.databind.node.ObjectNode;

/// Templates of applications as the admin API shows them.
public final class TemplateJson {
  private TemplateJson() {}

  /// A line of the catalogue.
  public static ObjectNode summary(ApplicationTemplate template) {
    var json = ScimJson.object().put("name", template.name()).put("title", template.title());
    template.quirks().forEach(json.putArray("quirks")::add);
    return json;
  }

  /// All of it, mappings too.
  public static ObjectNode whole(ApplicationTemplate template) {
    var json = summary(template);
    var limits = json.putArray("rateLimits");
    template.limits().forEach(limit -> limits.add(RateLimitJson.toJson(limit)));
    json.put("membersPerRequest", template.membersPerRequest());
    json.set("capabilities", CapabilitiesJson.toJson(template.capabilities()));
    var mappings = json.putArray("mappings");
    template.mappings().forEach(mapping -> mappings.add(mapping(mapping)));
    return json;
  }

  private static ObjectNode mapping(ObjectMapping mapping) {
    var json = ScimJson.object().put("objectType", mapping.objectType());
    var lines = json.putArray("attributes");
    for (AttributeMapping line : mapping.attributes()) {
      var shown =
          lines.addObject().put("target", line.target()).put("expression", line.expression());
      if (line.matchingPriority() > 0) {
        shown.put("matchingPriority", line.matchingPriority());
      }
      if (line.apply() == AttributeMapping.Apply.ON_CREATE) {
        shown.put("apply", "onCreate");
      }
    }
    return json;
  }
}
