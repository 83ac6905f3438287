package dev.muster.scim.message;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// JSON text in UTF-8 and a position in it. Text that is ASCII without escapes, and nearly all of
/// it is, is found eight bytes at a time and copied in one piece.
final class JsonText {
  /// What stands after the last byte.
  static final int END = -1;

  private static final long ONES = 0x0101010101010101L;
  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final byte[] utf8;
  private int position;

  JsonText(byte[] utf8) {
    this.utf8 = utf8;
  }

  /// The next byte that is no blank, or [#END].
  int peek() {
    while (position < utf8.length) {
      byte b = utf8[position];
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        return b & 0xFF;
      }
      position++;
    }
    return END;
  }

  void skip() {
    position++;
  }

  int position() {
    return position;
  }

  byte byteAt(int index) {
    return utf8[index];
  }

  /// The ASCII text from an index to the position.
  String ascii(int start) {
    return new String(utf8, start, position - start, StandardCharsets.US_ASCII);
  }

  /// Whether a comma follows, rather than the closing bracket; either is passed over.
  boolean continues(char closing) {
    int next = peek();
    if (next != ',' && next != closing) {
      throw unexpected("\",\" or \"%s\"".formatted(closing));
    }
    position++;
    return next == ',';
  }

  void require(byte[] word) {
    int end = position + word.length;
    if (end > utf8.length || !Arrays.equals(utf8, position, end, word, 0, word.length)) {
      throw unexpected("a value");
    }
    position = end;
  }

  boolean skipIf(char c) {
    if (position < utf8.length && utf8[position] == c) {
      position++;
      return true;
    }
    return false;
  }

  int skipDigits() {
    int start = position;
    while (position < utf8.length && utf8[position] >= '0' && utf8[position] <= '9') {
      position++;
    }
    return position - start;
  }

  void skipByteOrderMark() {
    if (utf8.length >= 3
        && utf8[0] == (byte) 0xEF
        && utf8[1] == (byte) 0xBB
        && utf8[2] == (byte) 0xBF) {
      position = 3;
    }
  }

  /// The string that begins here.
  String string() {
    int start = position + 1;
    int end = endOfPlain(start);
    if (end < utf8.length && utf8[end] == '"') {
      position = end + 1;
      return new String(utf8, start, end - start, StandardCharsets.ISO_8859_1);
    }
    return unusual(start);
  }

  /// The key that begins here. Keys come again and again, so most need not be made anew.
  String name() {
    int start = position + 1;
    int end = endOfPlain(start);
    if (end < utf8.length && utf8[end] == '"') {
      position = end + 1;
      return KnownNames.text(utf8, start, end);
    }
    return unusual(start);
  }

  private int endOfPlain(int start) {
    int i = start;
    while (i + Long.BYTES <= utf8.length && isPlain(eightBytes(utf8, i))) {
      i += Long.BYTES;
    }
    while (i < utf8.length && isPlain(utf8[i])) {
      i++;
    }
    return i;
  }

  /// Whether eight bytes are ASCII characters that stand for themselves inside a string. It may say
  /// no to a few that do.
  static boolean isPlain(long eight) {
    long quote = eight ^ (ONES * '"');
    long backslash = eight ^ (ONES * '\\');
    long special = (eight - ONES * ' ') | eight | (quote - ONES) | (backslash - ONES);
    return (special & (ONES << 7)) == 0;
  }

  static long eightBytes(byte[] bytes, int index) {
    return (long) EIGHT_BYTES.get(bytes, index);
  }

  private static boolean isPlain(byte b) {
    return b >= ' ' && b != '"' && b != '\\';
  }

  /// A string that holds escapes, or characters beyond ASCII.
  private String unusual(int start) {
    var result = new StringBuilder();
    int from = start;
    position = start;
    while (true) {
      if (position >= utf8.length) {
        throw problem("a string is never closed");
      }
      byte b = utf8[position];
      if (b == '"') {
        result.append(decode(from, position));
        position++;
        return result.toString();
      }
      if (b >= 0 && b < ' ') {
        throw problem("a control character inside a string; write it as \\u00%02x".formatted(b));
      }
      position++;
      if (b == '\\') {
        result.append(decode(from, position - 1)).append(escape());
        from = position;
      }
    }
  }

  private char escape() {
    byte b = position < utf8.length ? utf8[position] : 0;
    position++;
    return switch (b) {
      case '"', '\\', '/' -> (char) b;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> hex();
      default -> {
        position--;
        throw problem("a backslash that begins no escape; write \\\\ for a backslash");
      }
    };
  }

  private char hex() {
    int value = 0;
    for (int end = position + 4; position < end; position++) {
      int digit = position < utf8.length ? Character.digit(utf8[position], 16) : -1;
      if (digit < 0) {
        throw problem("\\u without four hexadecimal digits");
      }
      value = value * 16 + digit;
    }
    return (char) value;
  }

  private String decode(int from, int to) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(utf8, from, to - from))
          .toString();
    } catch (CharacterCodingException e) {
      position = from;
      throw problem("a string that is not valid UTF-8");
    }
  }

  ScimException unexpected(String wanted) {
    int found = peek();
    var shown =
        found == END
            ? "the end"
            : found > ' ' && found < 0x7F
                ? "'%c'".formatted(found)
                : "byte 0x%02x".formatted(found);
    return problem("expected %s, found %s".formatted(wanted, shown));
  }

  ScimException problem(String problem) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < Math.min(position, utf8.length); i++) {
      if (utf8[i] == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    return ScimException.invalidSyntax(
        "body: not valid JSON at line %d, column %d: %s"
            .formatted(line, position - lineStart + 1, problem));
  }
}
