package dev.muster.provisioning.expression;

import dev.muster.scim.message.ScimException;
import dev.muster.scim.path.AttributePath;
import dev.muster.scim.path.PatchPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads one attribute out of a JSON document: a key of it, such as `employee_id`, or a path into
/// it, such as `name.givenName`, `emails[type eq "work"].value` or `urn:…:User:department`.
///
/// Names ignore case (RFC 7643 §2.1). An extension's attribute may stand in the extension's object
/// or, as some applications send it, under its whole name.
public final class AttributeReader {
  private static final JsonNode NONE = MissingNode.getInstance();

  private final String name;
  private final Optional<PatchPath> path;

  private AttributeReader(String name, Optional<PatchPath> path) {
    this.name = name;
    this.path = path;
  }

  /// A reader for a name. One that is no path is a key: columns may be called anything. Throws
  /// [ScimException] if it looks like a path with a filter and is broken.
  public static AttributeReader of(String name) {
    try {
      return new AttributeReader(name, Optional.of(PatchPath.parse(name)));
    } catch (ScimException e) {
      if (name.indexOf('[') >= 0) {
        throw e;
      }
      return new AttributeReader(name, Optional.empty());
    }
  }

  /// The name as it was written.
  public String name() {
    return name;
  }

  /// The value; the missing node if there is none. Several values of a filter or of a sub-attribute
  /// come as an array.
  public JsonNode read(ObjectNode document) {
    var whole = child(document, name);
    if (!whole.isMissingNode() || path.isEmpty()) {
      return whole;
    }
    return switch (path.get()) {
      case PatchPath.OfAttribute(var attribute) -> plain(document, attribute);
      case PatchPath.OfValue(var attribute, var filter, var subAttribute) -> {
        var matching = new ArrayList<JsonNode>();
        for (var value : Values.list(plain(document, attribute))) {
          if (value instanceof ObjectNode object && ValueFilter.matches(filter, object)) {
            matching.add(value);
          }
        }
        yield subAttribute.map(sub -> each(matching, sub)).orElseGet(() -> collapse(matching));
      }
    };
  }

  /// The member of an object by its name, whatever the case.
  static JsonNode child(JsonNode object, String name) {
    var exact = object.path(name);
    if (!exact.isMissingNode()) {
      return exact;
    }
    for (var property : object.properties()) {
      if (property.getKey().equalsIgnoreCase(name)) {
        return property.getValue();
      }
    }
    return NONE;
  }

  private static JsonNode plain(ObjectNode document, AttributePath path) {
    var value = path.schema().map(urn -> inSchema(document, urn, path)).orElse(NONE);
    if (value.isMissingNode() && path.schema().filter(urn -> !isBase(urn)).isEmpty()) {
      value = child(document, path.attribute());
    }
    if (path.subAttribute().isEmpty()) {
      return value;
    }
    return value.isArray()
        ? each(Values.list(value), path.subAttribute().get())
        : child(value, path.subAttribute().get());
  }

  private static JsonNode inSchema(ObjectNode document, String urn, AttributePath path) {
    var inContainer = child(child(document, urn), path.attribute());
    return inContainer.isMissingNode()
        ? child(document, urn + ":" + path.attribute())
        : inContainer;
  }

  private static boolean isBase(String urn) {
    return urn.regionMatches(true, 0, "urn:ietf:params:scim:schemas:core:", 0, 34);
  }

  private static JsonNode each(List<JsonNode> values, String subAttribute) {
    return collapse(
        values.stream()
            .map(value -> child(value, subAttribute))
            .filter(value -> !Values.isNull(value))
            .toList());
  }

  private static JsonNode collapse(List<JsonNode> values) {
    if (values.size() < 2) {
      return values.isEmpty() ? NONE : values.getFirst();
    }
    var array = JsonNodeFactory.instance.arrayNode();
    values.forEach(array::add);
    return array;
  }
}
