package dev.muster.scim.filter;

import dev.muster.scim.message.ScimException;

/// Cuts a filter's text into tokens, one at a time with one of look-ahead.
final class Tokenizer {
  private final String text;
  private final int end;
  private int position;
  private Token current;

  Tokenizer(String text, int begin, int end) {
    this.text = text;
    this.end = end;
    this.position = begin;
    this.current = scan();
  }

  /// The token that [#next] would return.
  Token peek() {
    return current;
  }

  Token next() {
    var token = current;
    if (!token.is(Token.Kind.END)) {
      current = scan();
    }
    return token;
  }

  private Token scan() {
    int before = position;
    while (position < end && isBlank(text.charAt(position))) {
      position++;
    }
    boolean afterBlank = position > before;
    if (position >= end) {
      return new Token(Token.Kind.END, "", end, afterBlank);
    }
    int start = position;
    var kind = kindAt(start);
    position = endOf(kind, start);
    return new Token(kind, text.substring(start, position), start, afterBlank);
  }

  private Token.Kind kindAt(int index) {
    char c = text.charAt(index);
    return switch (c) {
      case '(' -> Token.Kind.OPEN_PARENTHESIS;
      case ')' -> Token.Kind.CLOSE_PARENTHESIS;
      case '[' -> Token.Kind.OPEN_BRACKET;
      case ']' -> Token.Kind.CLOSE_BRACKET;
      case '"' -> Token.Kind.STRING;
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> Token.Kind.NUMBER;
      default -> {
        if (!isWordCharacter(c)) {
          throw ScimException.invalidFilter(
              "filter: unexpected '%s' at column %d".formatted(c, index + 1));
        }
        yield Token.Kind.WORD;
      }
    };
  }

  private int endOf(Token.Kind kind, int start) {
    return switch (kind) {
      case STRING -> endOfString(start);
      case WORD, NUMBER -> endOfWord(start);
      case OPEN_PARENTHESIS, CLOSE_PARENTHESIS, OPEN_BRACKET, CLOSE_BRACKET, END -> start + 1;
    };
  }

  private int endOfString(int start) {
    for (int i = start + 1; i < end; i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"') {
        return i + 1;
      }
    }
    throw ScimException.invalidFilter(
        "filter: the string at column %d is never closed; end it with '\"'".formatted(start + 1));
  }

  private int endOfWord(int start) {
    int i = start;
    while (i < end && isWordCharacter(text.charAt(i))) {
      i++;
    }
    return i;
  }

  // Everything that a URN, an attribute name or a number may hold.
  private static boolean isWordCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "-_.:$+/%=@;!*'~#?&,".indexOf(c) >= 0;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }
}
