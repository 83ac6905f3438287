package dev.muster.provisioning.expression;

import dev.muster.scim.message.ScimException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Reads an expression by recursive descent:
///
/// ```
/// term     = operand [ relation operand ]
/// operand  = "[" attribute "]" | "text" | number | name "(" [ term ] { "," [ term ] } ")" | keyword
/// ```
final class ExpressionParser {
  private static final int MAX_LENGTH = 10_000;
  private static final int MAX_DEPTH = 50;

  private final String text;
  private int index;
  private int depth;

  private ExpressionParser(String text) {
    this.text = text;
  }

  static Term parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new ExpressionException(
          "%d characters long, at most %d are read".formatted(text.length(), MAX_LENGTH), 1);
    }
    var parser = new ExpressionParser(text);
    var term = parser.operand();
    parser.skipSpaces();
    if (parser.index < text.length()) {
      throw parser.trailing();
    }
    return term;
  }

  private ExpressionException trailing() {
    if (Relation.at(text, index).isPresent()) {
      return problem(
          "a comparison has to stand inside a function, such as IIF or CBool, at column %d");
    }
    return problem("unexpected \"" + text.charAt(index) + "\" after the expression at column %d");
  }

  private Term term() {
    var left = operand();
    skipSpaces();
    var relation = Relation.at(text, index);
    if (relation.isEmpty()) {
      return left;
    }
    index += relation.get().length();
    return new Term.Comparison(left, relation.get(), operand(), left.column());
  }

  private Term operand() {
    skipSpaces();
    if (index == text.length()) {
      throw problem("a value is missing at column %d: [attribute], \"text\" or a function");
    }
    char c = text.charAt(index);
    if (c == '[') {
      return attribute();
    }
    if (c == '"') {
      return constant();
    }
    if (c == '&' || c == '-' || c == '+' || c == '.' || isDigit(c)) {
      return number();
    }
    if (isLetter(c)) {
      return word();
    }
    throw problem(
        isCurlyQuote(c)
            ? "curly quote at column %d; texts stand in straight quotes: \"text\""
            : "unexpected \""
                + c
                + "\" at column %d; a value is [attribute], \"text\" or a function");
  }

  private Term attribute() {
    int start = index;
    int end = closingBracket();
    var name = text.substring(start + 1, end).strip();
    index = end + 1;
    if (name.isEmpty()) {
      throw new ExpressionException(
          "an attribute without a name at column " + column(start), column(start));
    }
    try {
      return new Term.Attribute(AttributeReader.of(name), column(start));
    } catch (ScimException e) {
      throw new ExpressionException(
          "[%s] at column %d: %s".formatted(name, column(start), e.detail()), column(start));
    }
  }

  // An attribute's own filter has brackets and texts: [emails[type eq "work"].value].
  private int closingBracket() {
    int open = 0;
    var quoted = false;
    for (int i = index; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && c == '[') {
        open++;
      } else if (!quoted && c == ']' && --open == 0) {
        return i;
      }
    }
    throw problem("\"[\" at column %d is never closed");
  }

  private Term constant() {
    int start = index++;
    var value = new StringBuilder();
    while (index < text.length() && text.charAt(index) != '"') {
      if (text.charAt(index) == '\\') {
        index++;
        requireEscapable();
      }
      value.append(text.charAt(index++));
    }
    if (index >= text.length()) {
      index = start;
      throw problem("the text that begins at column %d is never closed with \"");
    }
    index++;
    return new Term.Constant(Values.of(value.toString()), column(start));
  }

  private void requireEscapable() {
    if (index < text.length() && text.charAt(index) != '"' && text.charAt(index) != '\\') {
      index--;
      throw problem(
          "unknown escape \"\\"
              + text.charAt(index + 1)
              + "\" at column %d; a backslash itself is written \"\\\\\"");
    }
  }

  private Term number() {
    int start = index;
    while (index < text.length()
        && (isNameCharacter(text.charAt(index)) || "&+-.".indexOf(text.charAt(index)) >= 0)) {
      index++;
    }
    var digits = text.substring(start, index);
    try {
      var number =
          digits.regionMatches(true, 0, "&H", 0, 2)
              ? BigDecimal.valueOf(Long.parseLong(digits.substring(2), 16))
              : new BigDecimal(digits);
      return new Term.Constant(Values.number(number), column(start));
    } catch (NumberFormatException e) {
      throw new ExpressionException(
          "\"%s\" at column %d is no number; text stands in quotes"
              .formatted(digits, column(start)),
          column(start));
    }
  }

  private Term word() {
    int start = index;
    while (index < text.length() && isNameCharacter(text.charAt(index))) {
      index++;
    }
    var name = text.substring(start, index);
    skipSpaces();
    if (index < text.length() && text.charAt(index) == '(') {
      return call(name, start);
    }
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "true" -> new Term.Constant(Values.of(true), column(start));
      case "false" -> new Term.Constant(Values.of(false), column(start));
      case "null" -> new Term.Omitted(column(start));
      case "vbtextcompare", "vbbinarycompare" -> new Term.Constant(Values.of(name), column(start));
      default ->
          throw new ExpressionException(
              "\"%s\" at column %d is no value; write an attribute as [%s], a text as \"%s\" or a function as %s(…)"
                  .formatted(name, column(start), name, name, name),
              column(start));
    };
  }

  private Term call(String name, int start) {
    if (++depth > MAX_DEPTH) {
      throw problem("functions are nested deeper than " + MAX_DEPTH + " at column %d");
    }
    var function =
        Functions.find(name)
            .orElseThrow(() ->
                new ExpressionException(
                    Functions.unknown(name) + " at column " + column(start), column(start)));
    var call = new Term.Call(function, arguments(), column(start));
    CallChecker.check(call);
    depth--;
    return call;
  }

  private List<Term> arguments() {
    int open = index++;
    var arguments = new ArrayList<Term>();
    while (true) {
      skipSpaces();
      arguments.add(atArgumentEnd() ? new Term.Omitted(column(index)) : term());
      skipSpaces();
      if (index >= text.length()) {
        index = open;
        throw problem("\"(\" at column %d is never closed");
      }
      char c = text.charAt(index++);
      if (c == ')') {
        return arguments.size() == 1 && arguments.getFirst() instanceof Term.Omitted
            ? List.of()
            : arguments;
      }
      if (c != ',') {
        index--;
        throw problem("expected \",\" or \")\" at column %d, not \"" + c + "\"");
      }
    }
  }

  private boolean atArgumentEnd() {
    return index < text.length() && (text.charAt(index) == ',' || text.charAt(index) == ')');
  }

  private void skipSpaces() {
    while (index < text.length() && Character.isWhitespace(text.charAt(index))) {
      index++;
    }
  }

  private ExpressionException problem(String message) {
    return new ExpressionException(message.replace("%d", "" + column(index)), column(index));
  }

  private static int column(int index) {
    return index + 1;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isNameCharacter(char c) {
    return isLetter(c) || isDigit(c) || c == '_';
  }

  private static boolean isCurlyQuote(char c) {
    return c == '“' || c == '”' || c == '„' || c == '‘' || c == '’';
  }
}
