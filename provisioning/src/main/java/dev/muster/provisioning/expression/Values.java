package dev.muster.provisioning.expression;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/// Reads JSON as the kinds of value that expressions know. The text of a boolean is `True` or
/// `False`, as Entra writes it; the value of a complex value is its sub-attribute `value`.
public final class Values {
  static final JsonNode NULL = NullNode.getInstance();

  private static final int MAX_DIGITS = 100;

  private Values() {}

  /// Whether there is no value: Entra's null, which is the absence of the attribute. An empty list
  /// is no value either (RFC 7643 §2.5).
  public static boolean isNull(JsonNode value) {
    return value.isNull() || value.isMissingNode() || (value.isArray() && value.isEmpty());
  }

  /// Whether there is a value, and it is not the empty text.
  public static boolean isPresent(JsonNode value) {
    return !isNull(value) && !(value.isString() && value.stringValue().isEmpty());
  }

  /// The value as text; empty when there is none. Throws [EvaluationException] for several values.
  public static String text(JsonNode value) {
    var single = single(value);
    if (isNull(single)) {
      return "";
    }
    if (single.isBoolean()) {
      return single.booleanValue() ? "True" : "False";
    }
    if (single.isNumber()) {
      return findNumber(single).map(BigDecimal::toPlainString).orElseGet(single::toString);
    }
    return single.isString() ? single.stringValue() : single.toString();
  }

  /// The value as a number, if it is one or its text is.
  public static Optional<BigDecimal> findNumber(JsonNode value) {
    var single = single(value);
    if (single.isNumber()) {
      return single.decimalValueOpt().filter(Values::isOfUsualSize);
    }
    if (!single.isString() || single.stringValue().length() > MAX_DIGITS) {
      return Optional.empty();
    }
    try {
      return Optional.of(new BigDecimal(single.stringValue().strip()))
          .filter(Values::isOfUsualSize);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /// The value as a boolean, if it is one, its text says so, or it is a number: all but zero is
  /// true. Files of people say `yes` and `no` as well.
  public static Optional<Boolean> findTruth(JsonNode value) {
    var single = single(value);
    if (single.isBoolean()) {
      return Optional.of(single.booleanValue());
    }
    return switch (text(single).strip().toLowerCase(Locale.ROOT)) {
      case "true", "yes", "y" -> Optional.of(true);
      case "false", "no", "n" -> Optional.of(false);
      default -> findNumber(single).map(number -> number.signum() != 0);
    };
  }

  /// The values of a multi-valued attribute; a single value is a list of one.
  public static List<JsonNode> list(JsonNode value) {
    if (isNull(value)) {
      return List.of();
    }
    if (!value.isArray()) {
      return List.of(value);
    }
    var values = new ArrayList<JsonNode>();
    value.forEach(values::add);
    return values;
  }

  /// A number in the form that JSON reads it back in, so that equal numbers are equal nodes.
  public static JsonNode number(BigDecimal number) {
    var plain = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    if (plain.scale() > 0 || plain.precision() - plain.scale() > 18) {
      return DecimalNode.valueOf(number);
    }
    var whole = plain.longValueExact();
    return whole == (int) whole ? IntNode.valueOf((int) whole) : LongNode.valueOf(whole);
  }

  static JsonNode number(long number) {
    return number(BigDecimal.valueOf(number));
  }

  static JsonNode of(String text) {
    return StringNode.valueOf(text);
  }

  static JsonNode of(boolean truth) {
    return BooleanNode.valueOf(truth);
  }

  static JsonNode of(List<JsonNode> values) {
    var array = JsonNodeFactory.instance.arrayNode();
    values.forEach(array::add);
    return array;
  }

  // Written out, 1E999999999 would fill the memory.
  private static boolean isOfUsualSize(BigDecimal number) {
    return Math.abs((long) number.scale()) <= MAX_DIGITS;
  }

  private static JsonNode single(JsonNode value) {
    if (value.isArray() && value.size() > 1) {
      throw new EvaluationException(
          "%d values where one is needed; choose one with Item or join them with Join"
              .formatted(value.size()));
    }
    var single = value.isArray() && !value.isEmpty() ? value.get(0) : value;
    return single.isObject() && single.has("value") ? single.path("value") : single;
  }
}
