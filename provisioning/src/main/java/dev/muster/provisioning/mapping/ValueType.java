package dev.muster.provisioning.mapping;

import dev.muster.provisioning.expression.EvaluationException;
import dev.muster.provisioning.expression.Values;
import dev.muster.scim.schema.Attribute;
import dev.muster.scim.schema.AttributeType;
import dev.muster.scim.schema.DateTimeText;
import java.util.ArrayList;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

/// What kind of value a target attribute holds, and how values become that kind. Values of entries
/// and of target objects are converted alike, so that `"True"` and `true` are no difference.
///
/// @param type empty for a custom attribute, which takes any value
record ValueType(Optional<AttributeType> type, boolean multiValued) {
  static final ValueType ANY = new ValueType(Optional.empty(), false);

  static ValueType of(Attribute attribute) {
    return new ValueType(Optional.of(attribute.type()), attribute.multiValued());
  }

  ValueType single() {
    return new ValueType(type, false);
  }

  /// The value in this type; empty if there is none, as an empty text is none. Throws
  /// [EvaluationException] if it cannot be of this type.
  Optional<JsonNode> convert(JsonNode value) {
    if (type.isEmpty()) {
      return Optional.of(value).filter(Values::isPresent);
    }
    var converted = new ArrayList<JsonNode>();
    for (var element : Values.list(value)) {
      if (Values.isPresent(element)) {
        converted.add(convert(element, type.get()));
      }
    }
    if (converted.isEmpty()) {
      return Optional.empty();
    }
    if (!multiValued) {
      return Optional.of(converted.getFirst());
    }
    var array = JsonNodeFactory.instance.arrayNode();
    converted.forEach(array::add);
    return Optional.of(array);
  }

  /// The value in this type, or as it is if it cannot be: what a target object holds is never an
  /// error.
  Optional<JsonNode> read(JsonNode value) {
    try {
      return convert(value);
    } catch (EvaluationException e) {
      return Optional.of(value);
    }
  }

  private static JsonNode convert(JsonNode value, AttributeType type) {
    return switch (type) {
      case BOOLEAN ->
          BooleanNode.valueOf(
              Values.findTruth(value).orElseThrow(() -> misfit(value, "true or false")));
      case INTEGER, DECIMAL ->
          Values.number(Values.findNumber(value).orElseThrow(() -> misfit(value, "a number")));
      case STRING, REFERENCE, BINARY -> StringNode.valueOf(Values.text(value));
      case DATE_TIME -> dateTime(Values.text(value));
      case COMPLEX ->
          value.isObject()
              ? value
              : JsonNodeFactory.instance.objectNode().put("value", Values.text(value));
    };
  }

  private static JsonNode dateTime(String text) {
    return StringNode.valueOf(
        DateTimeText.parse(text)
            .orElseThrow(() ->
                misfit(
                    StringNode.valueOf(text),
                    "a dateTime; make it one with FormatDateTime and \"o\""))
            .toString());
  }

  private static EvaluationException misfit(JsonNode value, String expected) {
    return new EvaluationException("%s is not %s".formatted(value, expected));
  }
}
