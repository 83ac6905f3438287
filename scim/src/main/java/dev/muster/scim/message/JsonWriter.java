package dev.muster.scim.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Writes nodes as compact JSON in UTF-8 (RFC 8259). Half of a surrogate pair, for which UTF-8 has
/// no form, is written as an escape: an error message that quotes it can still be sent.
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
    if (utf8.length == text.length() && isPlain(utf8)) {
      System.arraycopy(utf8, 0, out, length, utf8.length);
      length += utf8.length;
    } else {
      unusual(text);
    }
    put((byte) '"');
  }

  private void unusual(String text) {
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      if (i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1))) {
        i++;
      } else {
        escaped(text.substring(from, i));
        raw("\\u%04x".formatted((int) c).getBytes(StandardCharsets.US_ASCII));
        from = i + 1;
      }
    }
    escaped(text.substring(from));
  }

  private void escaped(String text) {
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      escaped(b);
    }
  }

  private static boolean isPlain(byte[] utf8) {
    int i = 0;
    for (; i + Long.BYTES <= utf8.length; i += Long.BYTES) {
      if (!isPlain(JsonText.eightBytes(utf8, i))) {
        return false;
      }
    }
    for (; i < utf8.length; i++) {
      if (mustEscape(utf8[i]) || utf8[i] == '?') {
        return false;
      }
    }
    return true;
  }

  /// Whether eight bytes can stand as they are; it may say no for a few that can. A question mark
  /// gets a second look: it is what half of a surrogate pair becomes in UTF-8.
  private static boolean isPlain(long eight) {
    long quote = eight ^ (ONES * '"');
    long backslash = eight ^ (ONES * '\\');
    long question = eight ^ (ONES * '?');
    long suspicious =
        ((eight - ONES * ' ') & ~eight)
            | ((quote - ONES) & ~quote)
            | ((backslash - ONES) & ~backslash)
            | ((question - ONES) & ~question);
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
