package dev.muster.scim.filter;

import dev.muster.scim.schema.Attribute;
import dev.muster.scim.schema.DateTimeText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Compares one value with the value of a filter, by the attribute's type.
final class ValueComparison {
  private ValueComparison() {}

  static boolean holds(
      Attribute attribute, Operator operator, @Nullable JsonNode actual, JsonNode expected) {
    if (actual == null || actual.isNull()) {
      return operator == Operator.NE;
    }
    return switch (attribute.type()) {
      case STRING, REFERENCE, BINARY ->
          actual.isString()
              ? TextComparison.holds(
                  operator, actual.stringValue(), expected.stringValue(), attribute.caseExact())
              : operator == Operator.NE;
      case BOOLEAN -> actual.equals(expected) == (operator == Operator.EQ);
      case INTEGER, DECIMAL ->
          actual.isNumber()
              ? ordered(operator, compareNumbers(actual, expected))
              : operator == Operator.NE;
      case DATE_TIME -> dateTimeHolds(operator, actual, expected.stringValue());
      case COMPLEX -> false;
    };
  }

  /// Whether the operator holds for the sign of a comparison.
  static boolean ordered(Operator operator, int comparison) {
    return switch (operator) {
      case EQ -> comparison == 0;
      case NE -> comparison != 0;
      case GT -> comparison > 0;
      case GE -> comparison >= 0;
      case LT -> comparison < 0;
      case LE -> comparison <= 0;
      case CO, SW, EW -> false;
    };
  }

  private static int compareNumbers(JsonNode actual, JsonNode expected) {
    if (actual.isIntegralNumber()
        && expected.isIntegralNumber()
        && actual.canConvertToLong()
        && expected.canConvertToLong()) {
      return Long.compare(actual.longValue(), expected.longValue());
    }
    return actual.decimalValue().compareTo(expected.decimalValue());
  }

  private static boolean dateTimeHolds(Operator operator, JsonNode actual, String expected) {
    var text = actual.isString() ? actual.stringValue() : "";
    // Two UTC texts of one length order as the moments do; meta.lastModified is always such a text.
    if (text.length() == expected.length() && text.endsWith("Z") && text.startsWith("2")) {
      return ordered(operator, text.compareTo(expected));
    }
    var moment = DateTimeText.parse(text);
    if (moment.isEmpty()) {
      return operator == Operator.NE;
    }
    return ordered(operator, moment.get().compareTo(Instant.parse(expected)));
  }
}
