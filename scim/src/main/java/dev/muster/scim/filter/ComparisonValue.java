package dev.muster.scim.filter;

import dev.muster.scim.path.AttributePath;
import dev.muster.scim.schema.Attribute;
import dev.muster.scim.schema.DateTimeText;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/// Fits the value of a comparison to the type of its attribute.
final class ComparisonValue {
  private ComparisonValue() {}

  /// The value in the attribute's type; empty when the operator or the value does not go with it.
  static Optional<JsonNode> fit(Attribute attribute, Operator operator, JsonNode value) {
    return switch (attribute.type()) {
      case STRING, REFERENCE -> Optional.of(value).filter(JsonNode::isString);
      case BINARY -> Optional.of(value).filter(node -> node.isString() && !operator.ordering());
      case BOOLEAN -> Optional.of(value).filter(node -> node.isBoolean() && isEquality(operator));
      case INTEGER, DECIMAL ->
          Optional.of(value).filter(node -> node.isNumber() && !operator.substring());
      case DATE_TIME -> operator.substring() ? Optional.empty() : dateTime(value);
      case COMPLEX -> Optional.empty();
    };
  }

  /// Says what is wrong with a comparison that does not fit.
  static String misfit(AttributePath path, Attribute attribute, Operator operator, JsonNode value) {
    var type = attribute.type().keyword();
    var operators =
        switch (attribute.type()) {
          case BOOLEAN -> "eq, ne or pr";
          case BINARY -> "eq, ne, co, sw, ew or pr";
          case INTEGER, DECIMAL, DATE_TIME -> "eq, ne, gt, ge, lt, le or pr";
          case STRING, REFERENCE, COMPLEX -> "any operator";
        };
    var values =
        switch (attribute.type()) {
          case BOOLEAN -> "true or false";
          case INTEGER, DECIMAL -> "a number";
          case DATE_TIME -> "a dateTime such as \"2026-01-31T12:00:00Z\"";
          case STRING, REFERENCE, BINARY, COMPLEX -> "a string";
        };
    return "\"%s %s %s\" does not fit: \"%s\" is of type %s and takes %s with %s"
        .formatted(path, operator.keyword(), value, path, type, operators, values);
  }

  private static boolean isEquality(Operator operator) {
    return operator == Operator.EQ || operator == Operator.NE;
  }

  private static Optional<JsonNode> dateTime(JsonNode value) {
    if (!value.isString()) {
      return Optional.empty();
    }
    return DateTimeText.parse(value.stringValue())
        .map(instant -> StringNode.valueOf(instant.toString()));
  }
}
