package dev.muster.scim.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Writes nodes as compact JSON in UTF-8 (RFC 8259). Half of a surrogate pair, for which UTF-8 has
/// no form, becomes a question mark: an error message that quotes it can still be sent.
///
/// Text goes in one piece unless it holds something to escape, which next to none does.
final class JsonWriter {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final int INITIAL = 2048;
  private static final long ONES = 0x0101010101010101L;

  private byte[] out = new byte[INITIAL];
  private int length;

  private JsonWriter() {}

  static byte[] write(JsonNode node) {
    var writer = new JsonWriter();
    writer.value(node);
    return Arrays.copyOf(writer.out, writer.length);
  }

  /// A key in quotes with its colon.
  static byte[] key(String name) {
    var writer = new JsonWriter();
    writer.string(name);
    writer.put((byte) ':');
    return Arrays.copyOf(writer.out, writer.length);
  }

  private void value(JsonNode node) {
    if (node instanceof StringNode text) {
      string(text.stringValue());
    } else if (node instanceof ObjectNode object) {
      object(object);
    } else if (node instanceof ArrayNode array) {
      array(array);
    } else if (node.isNumber() || node.isBoolean() || node.isNull()) {
      raw(node.asString("null").getBytes(StandardCharsets.US_ASCII));
    } else {
      raw(ScimJson.mapper().writeValueAsBytes(node));
    }
  }

  private void object(ObjectNode object) {
    byte separator = '{';
    for (var property : object.properties()) {
      put(separator);
      raw(KnownNames.quoted(property.getKey()));
      value(property.getValue());
      separator = ',';
    }
    if (separator == '{') {
      put(separator);
    }
    put((byte) '}');
  }

  private void array(ArrayNode array) {
    byte separator = '[';
    for (int i = 0; i < array.size(); i++) {
      put(separator);
      value(array.get(i));
      separator = ',';
    }
    if (separator == '[') {
      put(separator);
    }
    put((byte) ']');
  }

  private void string(String text) {
    var utf8 = text.getBytes(StandardCharsets.UTF_8);
    reserve(utf8.length + 2);
    out[length++] = '"';
    int plain = plainPrefix(utf8);
    System.arraycopy(utf8, 0, out, length, plain);
    length += plain;
    for (int i = plain; i < utf8.length; i++) {
      escaped(utf8[i]);
    }
    put((byte) '"');
  }

  private static int plainPrefix(byte[] utf8) {
    int i = 0;
    while (i + Long.BYTES <= utf8.length && isPlain(JsonText.eightBytes(utf8, i))) {
      i += Long.BYTES;
    }
    while (i < utf8.length && !mustEscape(utf8[i])) {
      i++;
    }
    return i;
  }

  /// Whether none of eight bytes has to be escaped. It may say no for a few that need not.
  private static boolean isPlain(long eight) {
    long quote = eight ^ (ONES * '"');
    long backslash = eight ^ (ONES * '\\');
    long suspicious =
        ((eight - ONES * ' ') & ~eight)
            | ((quote - ONES) & ~quote)
            | ((backslash - ONES) & ~backslash);
    return (suspicious & (ONES << 7)) == 0;
  }

  // Bytes of characters beyond ASCII are negative and stand as they are.
  private static boolean mustEscape(byte b) {
    return b == '"' || b == '\\' || (b >= 0 && b < ' ');
  }

  private void escaped(byte b) {
    if (!mustEscape(b)) {
      put(b);
      return;
    }
    put((byte) '\\');
    switch (b) {
      case '"', '\\' -> put(b);
      case '\n' -> put((byte) 'n');
      case '\r' -> put((byte) 'r');
      case '\t' -> put((byte) 't');
      case '\b' -> put((byte) 'b');
      case '\f' -> put((byte) 'f');
      default -> raw(new byte[] {'u', '0', '0', HEX[b >> 4], HEX[b & 0xF]});
    }
  }

  private void raw(byte[] bytes) {
    reserve(bytes.length);
    System.arraycopy(bytes, 0, out, length, bytes.length);
    length += bytes.length;
  }

  private void put(byte b) {
    reserve(1);
    out[length++] = b;
  }

  private void reserve(int more) {
    if (length + more > out.length) {
      out = Arrays.copyOf(out, Math.max(out.length * 2, length + more));
    }
  }
}
