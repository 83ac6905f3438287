package dev.muster.scim.filter;

import dev.muster.scim.message.ScimException;
import dev.muster.scim.path.AttributePath;

/// Recursive descent over the grammar of RFC 7644 §3.4.2.2, Figure 1: `or` binds weakest, then
/// `and`, then `not` and groups; both connectives bind to the left.
final class FilterParser {
  private static final int MAX_LENGTH = 10_000;
  private static final int MAX_DEPTH = 50;
  private static final int MAX_NODES = 200;

  private final Tokenizer tokens;
  private boolean insideBrackets;
  private int depth;
  private int nodes;

  private FilterParser(String text, int begin, int end) {
    requireLength(end - begin);
    this.tokens = new Tokenizer(text, begin, end);
  }

  static Filter parse(String text) {
    return new FilterParser(text, 0, text.length()).whole();
  }

  static Filter parseValueFilter(String text, int begin, int end) {
    var parser = new FilterParser(text, begin, end);
    parser.insideBrackets = true;
    return parser.whole();
  }

  private Filter whole() {
    var filter = or();
    if (!tokens.peek().is(Token.Kind.END)) {
      throw expected("\"and\", \"or\" or the end");
    }
    return filter;
  }

  private Filter or() {
    var left = and();
    while (connective("or")) {
      left = counted(new Filter.Or(left, and()));
    }
    return left;
  }

  private Filter and() {
    var left = term();
    while (connective("and")) {
      left = counted(new Filter.And(left, term()));
    }
    return left;
  }

  private boolean connective(String word) {
    if (!tokens.peek().isWord(word)) {
      return false;
    }
    requireBlankBefore(tokens.next());
    requireBlankBefore(tokens.peek());
    return true;
  }

  private Filter term() {
    if (tokens.peek().is(Token.Kind.OPEN_PARENTHESIS)) {
      return group();
    }
    if (!tokens.peek().is(Token.Kind.WORD)) {
      throw expected("an attribute, \"not\" or \"(\"");
    }
    var word = tokens.next();
    // Errata ID 7319: "not" may or may not have a blank before the parenthesis.
    if (word.isWord("not") && tokens.peek().is(Token.Kind.OPEN_PARENTHESIS)) {
      return counted(new Filter.Not(group()));
    }
    return attributeExpression(word);
  }

  private Filter group() {
    deeper(tokens.next());
    var inner = or();
    require(Token.Kind.CLOSE_PARENTHESIS, "\")\"");
    depth--;
    return inner;
  }

  private Filter attributeExpression(Token word) {
    var path = attributePath(word);
    var next = tokens.peek();
    if (next.is(Token.Kind.OPEN_BRACKET)) {
      return valuePath(path);
    }
    return comparison(word, path);
  }

  private Filter valuePath(AttributePath path) {
    var bracket = tokens.next();
    if (insideBrackets) {
      throw at(bracket, "\"[\" inside \"[ ]\"; use \"and\" inside the brackets instead");
    }
    if (bracket.afterBlank()) {
      throw at(bracket, "no blank goes before \"[\"");
    }
    deeper(bracket);
    insideBrackets = true;
    var inner = or();
    require(Token.Kind.CLOSE_BRACKET, "\"]\"");
    refuseComparisonAfterBracket();
    insideBrackets = false;
    depth--;
    return counted(new Filter.ValuePath(path, inner));
  }

  private void refuseComparisonAfterBracket() {
    var word = tokens.peek();
    if (word.is(Token.Kind.WORD) && !word.afterBlank()) {
      throw at(
          word, "%s after \"]\"; put the condition inside the brackets".formatted(word.quoted()));
    }
  }

  private Filter comparison(Token word, AttributePath path) {
    var next = tokens.peek();
    if (!next.is(Token.Kind.WORD)) {
      throw missingOperator(word);
    }
    tokens.next();
    requireBlankBefore(next);
    if (next.isWord("pr")) {
      return counted(new Filter.Present(path));
    }
    var operator = Operator.find(next.text()).orElseThrow(() -> unknownOperator(word, next));
    return counted(new Filter.Compare(path, operator, LiteralReader.read(tokens)));
  }

  private static AttributePath attributePath(Token word) {
    try {
      return AttributePath.parse(word.text());
    } catch (ScimException e) {
      throw at(word, "%s is not an attribute (%s)".formatted(word.quoted(), e.detail()));
    }
  }

  private Filter counted(Filter filter) {
    if (++nodes > MAX_NODES) {
      throw ScimException.invalidFilter(
          "filter: more than %d expressions; ask in several requests".formatted(MAX_NODES));
    }
    return filter;
  }

  private void deeper(Token opening) {
    if (++depth > MAX_DEPTH) {
      throw at(opening, "nested deeper than %d".formatted(MAX_DEPTH));
    }
  }

  private void require(Token.Kind kind, String name) {
    if (!tokens.peek().is(kind)) {
      throw expected(name);
    }
    tokens.next();
  }

  private ScimException expected(String what) {
    var found = tokens.peek();
    return at(found, "expected %s, found %s".formatted(what, found.quoted()));
  }

  private ScimException missingOperator(Token attribute) {
    return expected("an operator after \"%s\"".formatted(attribute.text()));
  }

  private static ScimException unknownOperator(Token attribute, Token word) {
    var problem =
        attribute.isWord("not")
            ? "\"not\" takes parentheses: not (%s …)".formatted(word.text())
            : "unknown operator %s; there are eq, ne, co, sw, ew, pr, gt, ge, lt, le"
                .formatted(word.quoted());
    return at(word, problem);
  }

  static void requireBlankBefore(Token token) {
    if (!token.afterBlank() && !token.is(Token.Kind.END)) {
      throw at(token, "a blank is missing before %s".formatted(token.quoted()));
    }
  }

  static ScimException at(Token token, String problem) {
    return ScimException.invalidFilter(
        "filter: %s at column %d".formatted(problem, token.column()));
  }

  private static void requireLength(int length) {
    if (length > MAX_LENGTH) {
      throw ScimException.invalidFilter(
          "filter: %d characters long, at most %d are read".formatted(length, MAX_LENGTH));
    }
  }
}
