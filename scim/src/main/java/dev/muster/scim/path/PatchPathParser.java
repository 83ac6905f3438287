package dev.muster.scim.path;

import dev.muster.scim.filter.Filter;
import dev.muster.scim.message.ScimException;
import java.util.Optional;

/// Reads `attrPath` or `attrPath "[" valFilter "]" ["." name]` (RFC 7644 §3.5.2, Figure 7).
final class PatchPathParser {
  private static final int MAX_LENGTH = 10_000;

  private PatchPathParser() {}

  static PatchPath parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw ScimException.invalidPath(
          "path: %d characters long, at most %d are read".formatted(text.length(), MAX_LENGTH));
    }
    int open = text.indexOf('[');
    if (open < 0) {
      return new PatchPath.OfAttribute(AttributePath.parse(text));
    }
    var path = AttributePathParser.parse(text.substring(0, open), text, 0);
    int close = closingBracket(text, open);
    var filter = filter(text, open + 1, close);
    return new PatchPath.OfValue(path, filter, subAttribute(text, close + 1));
  }

  private static Filter filter(String text, int begin, int end) {
    try {
      return Filter.parseValueFilter(text, begin, end);
    } catch (ScimException e) {
      throw ScimException.invalidPath("path \"%s\": %s".formatted(text, e.detail()));
    }
  }

  // A bracket inside a string literal closes nothing.
  private static int closingBracket(String text, int open) {
    boolean inString = false;
    for (int i = open + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (inString && c == '\\') {
        i++;
      } else if (c == '"') {
        inString = !inString;
      } else if (c == ']' && !inString) {
        return i;
      }
    }
    throw ScimException.invalidPath(
        "path \"%s\": \"[\" at column %d is never closed".formatted(text, open + 1));
  }

  private static Optional<String> subAttribute(String text, int start) {
    if (start == text.length()) {
      return Optional.empty();
    }
    if (text.charAt(start) != '.') {
      throw ScimException.invalidPath(
          "path \"%s\": expected \".\" and a sub-attribute at column %d"
              .formatted(text, start + 1));
    }
    var name = text.substring(start + 1);
    var parsed = AttributePathParser.parse(name, text, start + 1);
    if (parsed.schema().isPresent() || parsed.subAttribute().isPresent()) {
      throw ScimException.invalidPath(
          "path \"%s\": expected one sub-attribute at column %d".formatted(text, start + 2));
    }
    return Optional.of(name);
  }
}
