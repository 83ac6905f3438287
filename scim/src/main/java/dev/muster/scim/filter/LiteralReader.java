package dev.muster.scim.filter;

import dev.muster.scim.message.ScimException;
import dev.muster.scim.message.ScimJson;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/// Reads the value of a comparison: a JSON string, number, true, false or null (RFC 7644 §3.4.2.2,
/// `compValue`). The three words are read in any case.
final class LiteralReader {
  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9][0-9]{0,99})(?:\\.[0-9]{1,100})?(?:[eE][+-]?[0-9]{1,3})?");

  private LiteralReader() {}

  static JsonNode read(Tokenizer tokens) {
    var token = tokens.peek();
    var value = value(token);
    FilterParser.requireBlankBefore(token);
    tokens.next();
    return value;
  }

  private static JsonNode value(Token token) {
    return switch (token.kind()) {
      case STRING -> string(token);
      case NUMBER -> number(token);
      case WORD -> word(token);
      case OPEN_PARENTHESIS, CLOSE_PARENTHESIS, OPEN_BRACKET, CLOSE_BRACKET, END ->
          throw FilterParser.at(token, "expected a value, found " + token.quoted());
    };
  }

  private static JsonNode word(Token token) {
    if (token.isWord("true")) {
      return BooleanNode.TRUE;
    }
    if (token.isWord("false")) {
      return BooleanNode.FALSE;
    }
    if (token.isWord("null")) {
      return NullNode.instance;
    }
    throw FilterParser.at(
        token, "%s is not a value; put text in double quotes".formatted(token.quoted()));
  }

  private static JsonNode string(Token token) {
    var text = token.text();
    if (isPlain(text)) {
      return StringNode.valueOf(text.substring(1, text.length() - 1));
    }
    try {
      return ScimJson.parse(text);
    } catch (ScimException e) {
      throw FilterParser.at(token, "bad escape or character in the string " + token.text());
    }
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '\\' || Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }

  private static JsonNode number(Token token) {
    if (!NUMBER.matcher(token.text()).matches()) {
      throw FilterParser.at(
          token, "%s is not a number; put text in double quotes".formatted(token.quoted()));
    }
    return plainest(new BigDecimal(token.text()));
  }

  // One number has one form, so that 2e2 and 200 are equal filters.
  private static JsonNode plainest(BigDecimal number) {
    var stripped = number.stripTrailingZeros();
    if (stripped.scale() > 0 || stripped.precision() - stripped.scale() > 18) {
      return DecimalNode.valueOf(stripped);
    }
    long integral = stripped.longValueExact();
    return (int) integral == integral
        ? IntNode.valueOf((int) integral)
        : LongNode.valueOf(integral);
  }
}
