package dev.muster.provisioning.target;

import dev.muster.client.ScimClient;
import dev.muster.client.ScimClientException;
import dev.muster.scim.message.ScimException;
import dev.muster.scim.message.ScimJson;
import dev.muster.scim.schema.ResourceType;
import dev.muster.scim.schema.ResourceType.Extension;
import dev.muster.scim.schema.ResourceTypeJson;
import dev.muster.scim.schema.Schema;
import dev.muster.scim.schema.SchemaJson;
import dev.muster.scim.schema.SchemaRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads the attributes of an application from its `/Schemas` and `/ResourceTypes` (RFC 7644 §4).
/// Applications break rules there as anywhere: what cannot be read is left out and noted, and the
/// rest is used.
public final class SchemaDiscovery {
  private static final String ENTERPRISE_LIKE = ":extension:";

  private final Map<String, Schema> schemas = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();

  private SchemaDiscovery() {}

  /// What was found.
  ///
  /// @param notes what could not be read
  public record Result(TargetSchemas schemas, List<String> notes) {
    public Result {
      notes = List.copyOf(notes);
    }
  }

  /// Asks an application. Throws [ScimClientException] when it does not tell its schemas.
  public static Result of(ScimClient client) {
    var discovery = new SchemaDiscovery();
    client.get("/Schemas").path("Resources").forEach(discovery::addSchema);
    return new Result(discovery.schemas(discovery.types(client)), discovery.notes);
  }

  private TargetSchemas schemas(List<ResourceType> types) {
    for (var core : SchemaRegistry.core().schemas()) {
      var needed = types.stream().anyMatch(type -> type.schema().equalsIgnoreCase(core.id()));
      if (needed) {
        schemas.putIfAbsent(core.id(), core);
      }
    }
    return new TargetSchemas(List.copyOf(schemas.values()), types);
  }

  private void addSchema(JsonNode json) {
    if (json instanceof ObjectNode schema) {
      try {
        var read = SchemaJson.read(schema);
        schemas.putIfAbsent(read.id(), read);
      } catch (ScimException e) {
        notes.add(e.detail());
        addPartly(schema);
      }
    }
  }

  /// Takes the attributes of a schema one by one, those that can be read.
  private void addPartly(ObjectNode schema) {
    var attributes = ScimJson.object().putArray("attributes");
    for (var attribute : schema.path("attributes")) {
      var alone = schema.deepCopy();
      alone.putArray("attributes").add(attribute);
      try {
        SchemaJson.read(alone);
        attributes.add(attribute);
      } catch (ScimException e) {
        notes.add(e.detail());
      }
    }
    var rest = schema.deepCopy();
    rest.set("attributes", attributes);
    try {
      var read = SchemaJson.read(rest);
      schemas.putIfAbsent(read.id(), read);
    } catch (ScimException e) {
      notes.add(e.detail());
    }
  }

  private List<ResourceType> types(ScimClient client) {
    try {
      var types = new ArrayList<ResourceType>();
      client.get("/ResourceTypes").path("Resources").forEach(json -> type(json, types));
      if (!types.isEmpty()) {
        return types;
      }
    } catch (ScimClientException e) {
      notes.add("its resource types are guessed: " + e.detail());
    }
    return SchemaRegistry.core().resourceTypes().stream().map(this::guessed).toList();
  }

  private void type(JsonNode json, List<ResourceType> types) {
    if (json instanceof ObjectNode object) {
      try {
        types.add(known(ResourceTypeJson.read(relative(object))));
      } catch (ScimException e) {
        notes.add(e.detail());
      }
    }
  }

  /// Some give the endpoint without its slash, or as an address.
  private static ObjectNode relative(ObjectNode json) {
    var endpoint = json.path("endpoint").asString("");
    var last = endpoint.substring(endpoint.lastIndexOf('/') + 1);
    return json.deepCopy().put("endpoint", "/" + last);
  }

  /// The type with those of its extensions whose schemas are known.
  private ResourceType known(ResourceType type) {
    if (!schemas.containsKey(type.schema())
        && SchemaRegistry.core().findSchema(type.schema()).isEmpty()) {
      throw ScimException.invalidValue(
          "resource type \"%s\": its schema \"%s\" is not among the schemas"
              .formatted(type.name(), type.schema()));
    }
    var extensions =
        type.extensions().stream()
            .filter(extension -> schemas.containsKey(extension.schema()))
            .map(extension -> new Extension(extension.schema(), false))
            .collect(Collectors.toCollection(ArrayList::new));
    return new ResourceType(
        type.name(), type.endpoint(), type.description(), type.schema(), extensions);
  }

  private ResourceType guessed(ResourceType core) {
    var extensions =
        schemas.keySet().stream()
            .filter(urn -> urn.contains(ENTERPRISE_LIKE) && urn.endsWith(":" + core.name()))
            .map(urn -> new Extension(urn, false))
            .toList();
    return new ResourceType(
        core.name(), core.endpoint(), core.description(), core.schema(), extensions);
  }

  /// The attributes of a type, as paths that mappings write, each with its definition.
  public static Map<String, ObjectNode> paths(TargetSchemas schemas, String objectType) {
    var paths = new LinkedHashMap<String, ObjectNode>();
    var registry = schemas.registry();
    registry
        .findResourceType(objectType)
        .ifPresent(type -> {
          add(paths, "", type.base());
          schemas.schemas().stream()
              .filter(schema -> type.findExtension(schema.id()).isPresent())
              .forEach(schema -> add(paths, schema.id() + ":", schema));
        });
    return paths;
  }

  private static void add(Map<String, ObjectNode> paths, String prefix, Schema schema) {
    for (var attribute : SchemaJson.render(schema, "").path("attributes")) {
      var name = prefix + attribute.path("name").asString();
      var definition = (ObjectNode) attribute.deepCopy();
      var subAttributes = definition.remove("subAttributes");
      paths.put(name, definition);
      if (subAttributes != null) {
        subAttributes.forEach(sub ->
            paths.put(name + "." + sub.path("name").asString(), (ObjectNode) sub.deepCopy()));
      }
    }
  }
}
