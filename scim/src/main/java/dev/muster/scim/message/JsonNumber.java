package dev.muster.scim.message;

import java.math.BigDecimal;
import java.math.BigInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Reads numbers (RFC 8259 §6): whole ones of any size, others with all their digits. Refused are
/// more than 1,000 digits, and exponents beyond ±999, which some later step might write out.
final class JsonNumber {
  private static final int LONGEST = 1_000;
  private static final int MAX_SCALE = 999;
  private static final int SAFE_IN_LONG = 18;

  private JsonNumber() {}

  static JsonNode read(JsonText text) {
    int start = text.position();
    text.skipIf('-');
    int digits = text.skipDigits();
    boolean leadingZero = digits > 1 && text.byteAt(text.position() - digits) == '0';
    boolean whole = true;
    if (text.skipIf('.')) {
      whole = false;
      digits += fraction(text);
    }
    if (text.skipIf('e') || text.skipIf('E')) {
      whole = false;
      exponent(text);
    }
    if (digits == 0 || leadingZero) {
      throw text.problem("not a number: " + text.ascii(start));
    }
    if (text.position() - start > LONGEST) {
      throw text.problem("a number of more than %d characters".formatted(LONGEST));
    }
    return whole ? integer(text, start) : decimal(text.ascii(start), text);
  }

  private static int fraction(JsonText text) {
    int digits = text.skipDigits();
    if (digits == 0) {
      throw text.unexpected("a digit after \".\"");
    }
    return digits;
  }

  private static void exponent(JsonText text) {
    if (!text.skipIf('+')) {
      text.skipIf('-');
    }
    if (text.skipDigits() == 0) {
      throw text.unexpected("a digit of the exponent");
    }
  }

  private static JsonNode integer(JsonText text, int start) {
    if (text.position() - start > SAFE_IN_LONG) {
      return integer(new BigInteger(text.ascii(start)));
    }
    boolean negative = text.byteAt(start) == '-';
    long value = 0;
    for (int i = negative ? start + 1 : start; i < text.position(); i++) {
      value = value * 10 + (text.byteAt(i) - '0');
    }
    return integer(negative ? -value : value);
  }

  private static JsonNode integer(BigInteger value) {
    return value.bitLength() < Long.SIZE
        ? integer(value.longValueExact())
        : JsonNodeFactory.instance.numberNode(value);
  }

  private static JsonNode integer(long value) {
    return (int) value == value
        ? JsonNodeFactory.instance.numberNode((int) value)
        : JsonNodeFactory.instance.numberNode(value);
  }

  private static JsonNode decimal(String digits, JsonText text) {
    try {
      var value = new BigDecimal(digits);
      if (Math.abs((long) value.scale()) <= MAX_SCALE + value.precision()) {
        return JsonNodeFactory.instance.numberNode(value);
      }
    } catch (NumberFormatException e) {
      // Its exponent has more digits than an int.
    }
    throw text.problem("the number %s is out of range".formatted(ScimJson.excerpt(digits)));
  }
}
