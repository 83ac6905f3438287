package dev.muster.scim.message;

import java.util.Arrays;
import tools.jackson.core.io.JsonStringEncoder;

/// Writes a JSON object member by member, and takes over members of another object as they stand in
/// its text.
///
/// ```java
/// new JsonBuilder(1_000).open().put("id", id).members(document).close().toJson();
/// ```
public final class JsonBuilder {
  private byte[] text;
  private int length;
  private boolean first = true;

  /// @param size how long the text is likely to become, in bytes
  public JsonBuilder(int size) {
    this.text = new byte[size];
  }

  /// Begins an object: the whole, or the next element of an array.
  public JsonBuilder open() {
    separate();
    return begin('{');
  }

  /// Begins an object as a member.
  public JsonBuilder openObject(String name) {
    name(name);
    return begin('{');
  }

  /// Begins an array as a member.
  public JsonBuilder openArray(String name) {
    name(name);
    return begin('[');
  }

  /// Ends an object.
  public JsonBuilder close() {
    return end('}');
  }

  public JsonBuilder closeArray() {
    return end(']');
  }

  public JsonBuilder put(String name, String value) {
    name(name);
    quoted(value);
    return this;
  }

  public JsonBuilder put(String name, long value) {
    name(name);
    ascii(Long.toString(value));
    return this;
  }

  /// Adds a text to an array.
  public JsonBuilder add(String value) {
    separate();
    quoted(value);
    return this;
  }

  /// Adds an object to an array.
  public JsonBuilder add(Json object) {
    separate();
    var bytes = object.utf8();
    append(bytes, 0, bytes.length);
    return this;
  }

  /// Takes over all members of an object: its text without the braces.
  public JsonBuilder members(Json object) {
    var bytes = object.utf8();
    if (bytes.length > 2) {
      separate();
      append(bytes, 1, bytes.length - 1);
    }
    return this;
  }

  /// The object; nothing may be written after that.
  public Json toJson() {
    return Json.ofUtf8(length == text.length ? text : Arrays.copyOf(text, length));
  }

  private JsonBuilder begin(char bracket) {
    append(bracket);
    first = true;
    return this;
  }

  private JsonBuilder end(char bracket) {
    append(bracket);
    first = false;
    return this;
  }

  // Names are of the schemas and messages: there is nothing in them to escape.
  private void name(String name) {
    separate();
    require(name.length() + 3);
    append('"');
    ascii(name);
    append('"');
    append(':');
  }

  private void separate() {
    if (!first) {
      append(',');
    }
    first = false;
  }

  private void quoted(String value) {
    append('"');
    if (!plain(value)) {
      var bytes = JsonStringEncoder.getInstance().quoteAsUTF8(value);
      append(bytes, 0, bytes.length);
    }
    append('"');
  }

  /// Appends a text if there is nothing in it to escape.
  private boolean plain(String value) {
    int size = value.length();
    require(size);
    var into = text;
    int at = length;
    for (int i = 0; i < size; i++) {
      char c = value.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        return false;
      }
      into[at++] = (byte) c;
    }
    length = at;
    return true;
  }

  private void ascii(String value) {
    require(value.length());
    var into = text;
    int at = length;
    for (int i = 0; i < value.length(); i++) {
      into[at++] = (byte) value.charAt(i);
    }
    length = at;
  }

  private void append(char c) {
    require(1);
    text[length++] = (byte) c;
  }

  private void append(byte[] bytes, int from, int to) {
    require(to - from);
    System.arraycopy(bytes, from, text, length, to - from);
    length += to - from;
  }

  private void require(int more) {
    if (text.length - length < more) {
      text = Arrays.copyOf(text, Math.max(text.length * 2, length + more));
    }
  }
}
