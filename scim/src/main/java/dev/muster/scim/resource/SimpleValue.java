package dev.muster.scim.resource;

import dev.muster.scim.message.ScimException;
import dev.muster.scim.schema.Attribute;
import dev.muster.scim.schema.DateTimeText;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Reads values of the simple types (RFC 7643 §2.3.1–2.3.7).
final class SimpleValue {
  private SimpleValue() {}

  static Optional<JsonNode> read(Attribute attribute, String label, JsonNode raw) {
    if (ValueReader.isUnassigned(raw)) {
      return Optional.empty();
    }
    if (!fits(attribute, raw)) {
      throw ValueReader.unfit(attribute, label, raw, expected(attribute));
    }
    if (raw.isString()) {
      requireStorable(label, raw.stringValue());
    }
    return Optional.of(raw);
  }

  private static boolean fits(Attribute attribute, JsonNode raw) {
    return switch (attribute.type()) {
      case STRING, REFERENCE -> raw.isString();
      case BOOLEAN -> raw.isBoolean();
      case DECIMAL -> raw.isNumber();
      case INTEGER -> raw.isIntegralNumber();
      case DATE_TIME -> raw.isString() && DateTimeText.parse(raw.stringValue()).isPresent();
      case BINARY -> raw.isString() && isBase64(raw.stringValue());
      case COMPLEX -> false;
    };
  }

  private static String expected(Attribute attribute) {
    return switch (attribute.type()) {
      case STRING, REFERENCE -> "a string";
      case BOOLEAN -> "true or false";
      case DECIMAL -> "a number";
      case INTEGER -> "a whole number";
      case DATE_TIME -> "a dateTime such as \"2026-01-31T12:00:00Z\"";
      case BINARY -> "a string in base64";
      case COMPLEX -> "an object";
    };
  }

  // Padding may be left out (RFC 7643 §2.3.6).
  private static boolean isBase64(String text) {
    try {
      return Base64.getDecoder().decode(text).length > 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /// Throws `invalidValue` when a text anywhere in it cannot be kept.
  static void requireStorable(String label, JsonNode value) {
    if (value.isString()) {
      requireStorable(label, value.stringValue());
    }
    value.properties().forEach(property -> requireStorable(label, property.getKey()));
    value.forEach(part -> requireStorable(label, part));
  }

  // PostgreSQL keeps no U+0000 in text, and half a surrogate pair is no valid UTF-8.
  private static void requireStorable(String label, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        throw ScimException.invalidValue(
            "attribute \"%s\": holds the character U+0000; leave it out".formatted(label));
      }
      if (Character.isSurrogate(c)) {
        if (!Character.isSurrogatePair(c, i + 1 < text.length() ? text.charAt(i + 1) : 0)) {
          throw ScimException.invalidValue(
              "attribute \"%s\": holds half of a surrogate pair".formatted(label));
        }
        i++;
      }
    }
  }
}
