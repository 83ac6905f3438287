package dev.muster.scim.definition;

import dev.muster.scim.schema.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Where an attribute's values stand in documents.
///
/// @param schema URN of the schema that defines it
/// @param parent the complex attribute that it is a part of
public record Place(String schema, Optional<String> parent, String name) {

  static Place of(String schema, String name) {
    return new Place(schema, Optional.empty(), name);
  }

  Place part(String sub) {
    return new Place(schema, Optional.of(name), sub);
  }

  /// What holds the attribute in a document: the document itself, the extension, or each value of
  /// the complex attribute that it is a part of.
  List<JsonNode> containers(ObjectNode document, ResourceType type) {
    var top = type.schema().equalsIgnoreCase(schema) ? document : document.path(schema);
    if (parent.isEmpty()) {
      return top.isMissingNode() ? List.of() : List.of(top);
    }
    return elements(top.path(parent.get()));
  }

  /// The attribute's values in a document.
  List<JsonNode> values(ObjectNode document, ResourceType type) {
    var values = new ArrayList<JsonNode>();
    containers(document, type).forEach(holder -> values.addAll(elements(holder.path(name))));
    return values;
  }

  private static List<JsonNode> elements(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return List.of();
    }
    return node.isArray() ? List.copyOf(node.values()) : List.of(node);
  }

  /// The path with the URN of its schema.
  @Override
  public String toString() {
    return schema + ":" + parent.map(whole -> whole + ".").orElse("") + name;
  }
}
