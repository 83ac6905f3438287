package dev.muster.scim.path;

import dev.muster.scim.message.ScimException;
import java.util.Optional;

/// Reads `[URN ":"] name ["." name]`, where a name is a letter, then letters, digits, `-` or `_`
/// (RFC 7643 §2.1, RFC 7644 §3.10); `$ref` is the one name that begins otherwise.
final class AttributePathParser {
  private final String path;
  private final String whole;
  private final int offset;

  private AttributePathParser(String path, String whole, int offset) {
    this.path = path;
    this.whole = whole;
    this.offset = offset;
  }

  /// Reads a path that is part of a longer text.
  ///
  /// @param whole the longer text, for messages
  /// @param offset where the path begins in it
  static AttributePath parse(String path, String whole, int offset) {
    return new AttributePathParser(path, whole, offset).parse();
  }

  private AttributePath parse() {
    int start = path.lastIndexOf(':') + 1;
    int dot = path.indexOf('.', start);
    int end = dot < 0 ? path.length() : dot;
    return new AttributePath(
        start == 0 ? Optional.empty() : Optional.of(schema(start - 1)),
        name(start, end),
        dot < 0 ? Optional.empty() : Optional.of(name(dot + 1, path.length())));
  }

  private String schema(int end) {
    for (int i = 0; i < end; i++) {
      char c = path.charAt(i);
      if (c <= ' ' || c == '"' || c == '[' || c == ']' || c == '(' || c == ')' || c > '~') {
        throw unexpected(i);
      }
    }
    if (end == 0) {
      throw unexpected(0);
    }
    return path.substring(0, end);
  }

  private String name(int start, int end) {
    int first = start < end && path.charAt(start) == '$' ? start + 1 : start;
    if (first >= end) {
      throw ScimException.invalidPath(
          "path \"%s\": expected an attribute name at column %d"
              .formatted(whole, offset + first + 1));
    }
    for (int i = first; i < end; i++) {
      if (i == first ? !isLetter(path.charAt(i)) : !isNameCharacter(path.charAt(i))) {
        throw unexpected(i);
      }
    }
    return path.substring(start, end);
  }

  private ScimException unexpected(int index) {
    return ScimException.invalidPath(
        "path \"%s\": unexpected '%s' at column %d"
            .formatted(whole, path.charAt(index), offset + index + 1));
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isNameCharacter(char c) {
    return isLetter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_';
  }
}
