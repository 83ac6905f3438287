package dev.muster.conformance.report;

/// Text in XML and HTML.
final class Markup {
  private Markup() {}

  /// Escaped for content and attributes; characters that XML 1.0 does not have become U+FFFD.
  static String escape(String text) {
    var escaped = new StringBuilder();
    text.codePoints()
        .forEach(character -> {
          switch (character) {
            case '&' -> escaped.append("&amp;");
            case '<' -> escaped.append("&lt;");
            case '>' -> escaped.append("&gt;");
            case '"' -> escaped.append("&quot;");
            default -> escaped.appendCodePoint(isInXml(character) ? character : 0xFFFD);
          }
        });
    return escaped.toString();
  }

  private static boolean isInXml(int character) {
    return character == '\t'
        || character == '\n'
        || character == '\r'
        || (character >= 0x20 && character <= 0xD7FF)
        || (character >= 0xE000 && character <= 0xFFFD)
        || character >= 0x10000;
  }
}
