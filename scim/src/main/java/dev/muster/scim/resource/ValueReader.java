package dev.muster.scim.resource;

import dev.muster.scim.message.ScimException;
import dev.muster.scim.message.ScimJson;
import dev.muster.scim.schema.Attribute;
import dev.muster.scim.schema.Mutability;
import java.util.LinkedHashSet;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads the value of one attribute into its schema's spelling and type. Empty means unassigned:
/// null, an empty array and an empty object are that (RFC 7643 §2.5).
public final class ValueReader {
  private ValueReader() {}

  /// Reads what stands for the whole attribute: an array where it is multi-valued.
  ///
  /// Throws `invalidValue` naming the attribute, the value and what was expected.
  ///
  /// @param label the attribute's path, for messages
  public static Optional<JsonNode> read(Attribute attribute, String label, JsonNode raw) {
    if (!attribute.multiValued()) {
      return readOne(attribute, label, raw);
    }
    if (!raw.isArray() && !isUnassigned(raw)) {
      throw unfit(attribute, label, raw, "an array");
    }
    return readAll(attribute, label, raw);
  }

  /// Reads what an operation brings for an attribute: of a multi-valued one also a single value
  /// (RFC 7644 §3.5.2.1: "a new value is added").
  public static Optional<JsonNode> readGiven(Attribute attribute, String label, JsonNode raw) {
    return attribute.multiValued()
        ? readAll(attribute, label, raw)
        : readOne(attribute, label, raw);
  }

  private static Optional<JsonNode> readAll(Attribute attribute, String label, JsonNode raw) {
    // The same value twice says nothing more (RFC 7643 §2.4). A group may have 100,000 members.
    var distinct = new LinkedHashSet<JsonNode>();
    if (raw instanceof ArrayNode elements) {
      elements.forEach(element -> readOne(attribute, label, element).ifPresent(distinct::add));
    } else {
      readOne(attribute, label, raw).ifPresent(distinct::add);
    }
    var values = JsonNodeFactory.instance.arrayNode(distinct.size()).addAll(distinct);
    PrimaryRule.requireOne(values, label);
    return values.isEmpty() ? Optional.empty() : Optional.of(values);
  }

  /// Reads one value: the only one of a singular attribute, or one among many.
  public static Optional<JsonNode> readOne(Attribute attribute, String label, JsonNode raw) {
    if (attribute.complex()) {
      return findObject(attribute, label, raw).flatMap(object -> parts(attribute, label, object));
    }
    return SimpleValue.read(attribute, label, raw);
  }

  /// The object that stands for one value of a complex attribute, with its members as the client
  /// wrote them.
  public static Optional<ObjectNode> findObject(Attribute attribute, String label, JsonNode raw) {
    if (raw instanceof ObjectNode object) {
      return Optional.of(object);
    }
    if (isUnassigned(raw)) {
      return Optional.empty();
    }
    throw unfit(attribute, label, raw, "an object");
  }

  /// Whether the value says that the attribute has none.
  public static boolean isUnassigned(JsonNode raw) {
    return raw.isNull() || raw.isMissingNode() || (raw.isContainer() && raw.isEmpty());
  }

  private static Optional<JsonNode> parts(Attribute attribute, String label, ObjectNode raw) {
    var object = ScimJson.object();
    for (var part : raw.properties()) {
      var sub = attribute.findSubAttribute(part.getKey());
      if (sub.isEmpty() || sub.get().mutability() == Mutability.READ_ONLY) {
        continue;
      }
      var subLabel = label + "." + sub.get().name();
      read(sub.get(), subLabel, part.getValue())
          .ifPresent(value -> setOnce(object, sub.get().name(), subLabel, value));
    }
    return object.isEmpty() ? Optional.empty() : Optional.of(object);
  }

  static void setOnce(ObjectNode object, String name, String label, JsonNode value) {
    if (object.has(name)) {
      throw ScimException.invalidValue(
          "attribute \"%s\" is given twice, in different spellings".formatted(label));
    }
    object.set(name, value);
  }

  static ScimException unfit(Attribute attribute, String label, JsonNode raw, String expected) {
    return ScimException.invalidValue(
        "attribute \"%s\": expected %s, found %s"
            .formatted(label, expected, Excerpt.of(attribute, raw)));
  }
}
