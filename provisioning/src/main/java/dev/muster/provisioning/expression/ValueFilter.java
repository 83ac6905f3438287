package dev.muster.provisioning.expression;

import dev.muster.scim.filter.Filter;
import dev.muster.scim.filter.Operator;
import dev.muster.scim.path.AttributePath;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Evaluates the filter of a value path over one value of a document that no schema has checked:
/// names and texts ignore case, and `"True"` is as good as `true`.
public final class ValueFilter {
  private ValueFilter() {}

  /// Whether the filter matches the value.
  public static boolean matches(Filter filter, ObjectNode value) {
    return switch (filter) {
      case Filter.And(var left, var right) -> matches(left, value) && matches(right, value);
      case Filter.Or(var left, var right) -> matches(left, value) || matches(right, value);
      case Filter.Not(var operand) -> !matches(operand, value);
      case Filter.Present(var path) -> Values.isPresent(read(value, path));
      case Filter.Compare(var path, var operator, var expected) ->
          anyMatches(read(value, path), operator, expected);
      case Filter.ValuePath(var path, var inner) ->
          read(value, path) instanceof ObjectNode object && matches(inner, object);
    };
  }

  private static JsonNode read(ObjectNode value, AttributePath path) {
    var attribute = AttributeReader.child(value, path.attribute());
    return path.subAttribute().map(sub -> AttributeReader.child(attribute, sub)).orElse(attribute);
  }

  private static boolean anyMatches(JsonNode actual, Operator operator, JsonNode expected) {
    return actual.isArray()
        ? Values.list(actual).stream().anyMatch(one -> compare(one, operator, expected))
        : compare(actual, operator, expected);
  }

  private static boolean compare(JsonNode actual, Operator operator, JsonNode expected) {
    var left = fold(actual);
    var right = fold(expected);
    return switch (operator) {
      case EQ -> left.equals(right);
      case NE -> !left.equals(right);
      case CO -> left.contains(right);
      case SW -> left.startsWith(right);
      case EW -> left.endsWith(right);
      case GT -> Relation.GREATER.holds(actual, expected);
      case GE -> Relation.GREATER_OR_EQUAL.holds(actual, expected);
      case LT -> Relation.LESS.holds(actual, expected);
      case LE -> Relation.LESS_OR_EQUAL.holds(actual, expected);
    };
  }

  private static String fold(JsonNode value) {
    return Values.text(value).toLowerCase(Locale.ROOT);
  }
}
