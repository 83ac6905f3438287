package dev.muster.provisioning.graph;

import dev.muster.provisioning.mapping.AttributeMapping;
import dev.muster.provisioning.mapping.ObjectMapping;
import dev.muster.provisioning.mapping.ObjectMapping.Flow;
import dev.muster.provisioning.mapping.ObjectMapping.Leaver;
import dev.muster.provisioning.mapping.ObjectMapping.NestedMembers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads a synchronization schema that was exported from Entra, or by Muster.
public final class SchemaReader {
  private final GraphNames names;
  private final List<String> notes = new ArrayList<>();

  private SchemaReader(GraphNames names) {
    this.names = names;
  }

  /// The mappings that a schema holds. Throws [GraphException] for what is none.
  public static ImportedSchema read(ObjectNode schema, GraphNames names) {
    return new SchemaReader(names).read(schema);
  }

  private ImportedSchema read(ObjectNode schema) {
    var rules = new ArrayList<JsonNode>();
    schema.path("synchronizationRules").forEach(rules::add);
    rules.sort(Comparator.comparingInt(rule -> rule.path("priority").asInt(0)));
    if (rules.isEmpty()) {
      throw new GraphException(
          "the file has no synchronizationRules; export it with \"Download schema\" or GET …/synchronization/jobs/{id}/schema");
    }
    rules.stream()
        .skip(1)
        .forEach(rule ->
            notes.add(
                "the rule \"%s\" was left out: a job has one direction"
                    .formatted(rule.path("name").asString(""))));
    var mappings = new ArrayList<ObjectMapping>();
    for (var mapping : rules.getFirst().path("objectMappings")) {
      objectMapping(mapping).ifPresent(mappings::add);
    }
    if (mappings.isEmpty()) {
      throw new GraphException("the file maps neither users nor groups");
    }
    // Users come before the groups that they are in.
    mappings.sort(Comparator.comparing(ObjectMapping::members));
    noteUnknown();
    return new ImportedSchema(mappings, notes);
  }

  private void noteUnknown() {
    if (!names.unknown().isEmpty()) {
      notes.add(
          "attributes that the directory does not have by Entra's name, and that give nothing until it has them or they are named anew: "
              + String.join(", ", names.unknown()));
    }
  }

  private Optional<ObjectMapping> objectMapping(JsonNode json) {
    var source = json.path("sourceObjectName").asString("");
    var type = type(source);
    if (type.isEmpty()) {
      notes.add("the mapping of \"%s\" was left out: there are users and groups".formatted(source));
      return Optional.empty();
    }
    var group = type.get().equals("Group");
    var metadata = metadata(json);
    var attributes = new AttributeReading(names, notes, metadata, group);
    json.path("attributeMappings").forEach(attributes::add);
    var leaver = group ? Leaver.DELETE : Leaver.DISABLE;
    return Optional.of(
        new ObjectMapping(
            type.get(),
            metadata.getOrDefault("endpoint", "/" + type.get() + "s"),
            json.path("enabled").asBoolean(true),
            attributes.members(),
            flow(json.path("flowTypes").asString("Add, Update, Delete")),
            constant(Leaver.class, metadata, "outOfScope", leaver),
            constant(Leaver.class, metadata, "missing", leaver),
            attributes.all(),
            new FilterReading(names, notes).read(json.path("scope")),
            constant(NestedMembers.class, metadata, "nestedMembers", NestedMembers.FLATTEN)));
  }

  private static Optional<String> type(String name) {
    return switch (name.substring(name.lastIndexOf(':') + 1).toLowerCase(Locale.ROOT)) {
      case "user" -> Optional.of("User");
      case "group" -> Optional.of("Group");
      default -> Optional.empty();
    };
  }

  private Set<Flow> flow(String types) {
    var flow = EnumSet.noneOf(Flow.class);
    for (var type : types.split(",", -1)) {
      switch (type.strip().toLowerCase(Locale.ROOT)) {
        case "add" -> flow.add(Flow.CREATE);
        case "update" -> flow.add(Flow.UPDATE);
        case "delete" -> flow.add(Flow.DELETE);
        case "", "none" -> {}
        default -> notes.add("the flow type \"%s\" was left out".formatted(type.strip()));
      }
    }
    return flow;
  }

  /// What Muster has written that Graph has no place for.
  private static Map<String, String> metadata(JsonNode json) {
    var metadata = new HashMap<String, String>();
    for (var entry : json.path("metadata")) {
      var key = entry.path("key").asString("");
      if (key.startsWith(SchemaWriter.METADATA)) {
        metadata.put(
            key.substring(SchemaWriter.METADATA.length()), entry.path("value").asString(""));
      }
    }
    return metadata;
  }

  static <E extends Enum<E>> E constant(
      Class<E> type, Map<String, String> values, String key, E otherwise) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().equals(values.get(key)))
        .findFirst()
        .orElse(otherwise);
  }

  /// The mappings with one priority for each matching attribute: Entra knows no composite keys.
  static List<AttributeMapping> ranked(List<AttributeMapping> attributes) {
    var ranks =
        attributes.stream()
            .filter(attribute -> attribute.matchingPriority() > 0)
            .sorted(Comparator.comparingInt(AttributeMapping::matchingPriority))
            .toList();
    return attributes.stream()
        .map(attribute ->
            attribute.matchingPriority() > 0
                ? attribute.withMatchingPriority(ranks.indexOf(attribute) + 1)
                : attribute)
        .toList();
  }
}
