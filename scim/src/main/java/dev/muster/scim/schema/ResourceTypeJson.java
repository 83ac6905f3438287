package dev.muster.scim.schema;

import dev.muster.scim.message.ScimException;
import dev.muster.scim.message.ScimJson;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/// Resource types as JSON: the ResourceType resources of `/ResourceTypes` (RFC 7643 §6).
public final class ResourceTypeJson {
  private static final Pattern ENDPOINT = Pattern.compile("/[A-Za-z][A-Za-z0-9_-]*");

  private ResourceTypeJson() {}

  /// Reads a ResourceType resource. Throws `invalidValue` naming what is missing or does not fit.
  public static ResourceType read(ObjectNode json) {
    var name = new JsonFields("resource type", json).requireString("name");
    var fields = new JsonFields("resource type \"%s\"".formatted(name), json);
    var endpoint = fields.requireString("endpoint");
    if (!ENDPOINT.matcher(endpoint).matches()) {
      throw ScimException.invalidValue(
          "%s: endpoint \"%s\" is not one path segment such as \"/Users\""
              .formatted(fields.label(), endpoint));
    }
    return new ResourceType(
        name,
        endpoint,
        fields.string("description", ""),
        fields.requireString("schema"),
        readExtensions(fields));
  }

  /// The resource type as a ResourceType resource.
  ///
  /// @param location absolute address of the resource, for `meta.location`
  public static ObjectNode render(ResourceType type, String location) {
    var json = ScimJson.object();
    json.putArray("schemas").add(SchemaUrn.RESOURCE_TYPE);
    json.put("id", type.name());
    json.put("name", type.name());
    json.put("endpoint", type.endpoint());
    json.put("description", type.description());
    json.put("schema", type.schema());
    var extensions = json.putArray("schemaExtensions");
    for (var extension : type.extensions()) {
      extensions
          .addObject()
          .put("schema", extension.schema())
          .put("required", extension.required());
    }
    json.putObject("meta").put("resourceType", "ResourceType").put("location", location);
    return json;
  }

  private static List<ResourceType.Extension> readExtensions(JsonFields fields) {
    var extensions = new ArrayList<ResourceType.Extension>();
    for (var json : fields.array("schemaExtensions")) {
      var extension = new JsonFields(fields.label() + ": extension", json);
      extensions.add(
          new ResourceType.Extension(
              extension.requireString("schema"), extension.bool("required")));
    }
    return extensions;
  }
}
