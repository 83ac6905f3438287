package dev.muster.scim.message;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Reads JSON in UTF-8 into nodes, to the letter of RFC 8259, and refuses beyond that what only an
/// attacker sends: a key given twice, objects and arrays deeper than 64, more than a million
/// values, numbers that would fill memory when written out.
///
/// It is twice as fast as going through the tokens of a general parser, since it knows that what it
/// reads lies in one array and that nearly all of it is ASCII.
final class JsonReader {
  private static final int MAX_DEPTH = 64;
  private static final int MAX_VALUES = 1_000_000;

  private final JsonText text;
  private int depth;
  private int values;

  private JsonReader(byte[] utf8) {
    this.text = new JsonText(utf8);
  }

  /// Reads the one value that the bytes hold; a missing node when they hold none. Throws
  /// `invalidSyntax` naming line and column, 413 for too many values.
  static JsonNode read(byte[] utf8) {
    return new JsonReader(utf8).whole();
  }

  private JsonNode whole() {
    text.skipByteOrderMark();
    if (text.peek() == JsonText.END) {
      return MissingNode.getInstance();
    }
    var value = value();
    if (text.peek() != JsonText.END) {
      throw text.problem("something follows the end of the value");
    }
    return value;
  }

  private JsonNode value() {
    if (++values > MAX_VALUES) {
      throw ScimException.status(
          413, "body: more than %d values; send several requests".formatted(MAX_VALUES));
    }
    return switch (text.peek()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> StringNode.valueOf(text.string());
      case 't' -> literal("true", BooleanNode.TRUE);
      case 'f' -> literal("false", BooleanNode.FALSE);
      case 'n' -> literal("null", NullNode.getInstance());
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> JsonNumber.read(text);
      default -> throw text.unexpected("a value");
    };
  }

  private ObjectNode object() {
    deeper();
    var object = JsonNodeFactory.instance.objectNode();
    text.skip();
    if (text.peek() == '}') {
      text.skip();
    } else {
      do {
        property(object);
      } while (text.continues('}'));
    }
    depth--;
    return object;
  }

  private void property(ObjectNode object) {
    if (text.peek() != '"') {
      throw text.unexpected("a key in double quotes");
    }
    var name = text.name();
    if (text.peek() != ':') {
      throw text.unexpected("\":\"");
    }
    text.skip();
    if (object.replace(name, value()) != null) {
      throw text.problem("key \"%s\" is given twice".formatted(ScimJson.excerpt(name)));
    }
  }

  private ArrayNode array() {
    deeper();
    var array = JsonNodeFactory.instance.arrayNode();
    text.skip();
    if (text.peek() == ']') {
      text.skip();
    } else {
      do {
        array.add(value());
      } while (text.continues(']'));
    }
    depth--;
    return array;
  }

  private JsonNode literal(String word, JsonNode value) {
    text.require(word.getBytes(StandardCharsets.US_ASCII));
    return value;
  }

  private void deeper() {
    if (++depth > MAX_DEPTH) {
      throw text.problem("nested deeper than " + MAX_DEPTH);
    }
  }
}
