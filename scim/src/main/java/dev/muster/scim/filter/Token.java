package dev.muster.scim.filter;

/// A piece of a filter's text.
///
/// @param text the piece as written, quotes and escapes included
/// @param start index in the filter
/// @param afterBlank whether a blank stands before it
record Token(Kind kind, String text, int start, boolean afterBlank) {

  enum Kind {
    WORD,
    STRING,
    NUMBER,
    OPEN_PARENTHESIS,
    CLOSE_PARENTHESIS,
    OPEN_BRACKET,
    CLOSE_BRACKET,
    END
  }

  boolean is(Kind other) {
    return kind == other;
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && text.equalsIgnoreCase(word);
  }

  int column() {
    return start + 1;
  }

  /// The token as a message shows it.
  String quoted() {
    return switch (kind) {
      case END -> "the end";
      case STRING -> text;
      case WORD, NUMBER, OPEN_PARENTHESIS, CLOSE_PARENTHESIS, OPEN_BRACKET, CLOSE_BRACKET ->
          "\"" + text + "\"";
    };
  }
}
