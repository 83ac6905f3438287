package dev.muster.scim.patch;

import dev.muster.scim.resource.PrimaryRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The values of a multi-valued attribute while an operation changes them.
final class Values {
  private static final String VALUE = "value";
  private static final String TYPE = "type";
  private static final String PRIMARY = "primary";

  private final ArrayNode values;
  private final String label;
  private final List<JsonNode> primariesBefore;

  private Values(ArrayNode values, String label) {
    this.values = values;
    this.label = label;
    this.primariesBefore = primaries().stream().map(JsonNode::deepCopy).toList();
  }

  /// The values that an attribute has.
  ///
  /// @param label the attribute's path, for messages
  static Values of(@Nullable JsonNode present, String label) {
    return present instanceof ArrayNode values ? new Values(values, label) : none(label);
  }

  static Values none(String label) {
    return new Values(JsonNodeFactory.instance.arrayNode(), label);
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  List<ObjectNode> objects() {
    var objects = new ArrayList<ObjectNode>(values.size());
    values.forEach(value -> {
      if (value instanceof ObjectNode object) {
        objects.add(object);
      }
    });
    return objects;
  }

  List<ObjectNode> selectedBy(ValueSelection selection) {
    return objects().stream().filter(selection::selects).toList();
  }

  void append(JsonNode value) {
    values.add(value);
  }

  /// Adds a value unless it is there. What is given beside an equal `value` of an equal `type`
  /// becomes part of that value: the same address twice would say nothing more (RFC 7643 §2.4).
  void addOnce(JsonNode added) {
    for (var value : values) {
      if (value.equals(added)) {
        return;
      }
      if (value instanceof ObjectNode present
          && added instanceof ObjectNode parts
          && isSame(present, parts)) {
        present.setAll(parts);
        return;
      }
    }
    values.add(added.deepCopy());
  }

  void removeIf(ValueSelection selection) {
    values.removeIf(value -> value instanceof ObjectNode object && selection.selects(object));
  }

  /// Removes values of which only the type is left.
  void removeHollow() {
    values.removeIf(value ->
        value instanceof ObjectNode object
            && object.propertyStream().allMatch(part -> isSetting(part.getKey())));
  }

  /// The values as they are to be kept. A value that has become primary takes that from the one
  /// that was (RFC 7644 §3.5.2). Throws `invalidValue` when several have become so.
  ArrayNode settled() {
    values.removeIf(value -> value.isObject() && value.isEmpty());
    if (primaries().size() > 1) {
      primaries().stream()
          .filter(primariesBefore::contains)
          .forEach(value -> value.put(PRIMARY, false));
    }
    PrimaryRule.requireOne(values, label);
    return values;
  }

  private List<ObjectNode> primaries() {
    return objects().stream().filter(value -> value.path(PRIMARY).asBoolean(false)).toList();
  }

  private static boolean isSame(ObjectNode present, ObjectNode added) {
    return present.has(VALUE)
        ? present.get(VALUE).equals(added.get(VALUE)) && present.path(TYPE).equals(added.path(TYPE))
        : withoutPrimary(present).equals(withoutPrimary(added));
  }

  private static ObjectNode withoutPrimary(ObjectNode value) {
    return value.has(PRIMARY) ? value.deepCopy().without(Set.of(PRIMARY)) : value;
  }

  private static boolean isSetting(String part) {
    return part.equals(TYPE) || part.equals(PRIMARY);
  }
}
