package dev.muster.provisioning.expression;

import dev.muster.provisioning.expression.Term.Operator;
import dev.muster.scim.message.ScimException;
import dev.muster.scim.path.PatchPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

/// Reads an expression by recursive descent.
final class ExpressionParser {
  private static final int LONGEST = 10_000;
  private static final int DEEPEST = 50;

  private final String text;
  private int at;
  private int depth;

  private ExpressionParser(String text) {
    this.text = text;
  }

  static Term parse(String text) {
    if (text.length() > LONGEST) {
      throw new ExpressionException(
          "expression of %,d characters; at most %,d are read".formatted(text.length(), LONGEST));
    }
    var parser = new ExpressionParser(text);
    var term = parser.condition();
    parser.skipSpaces();
    if (parser.at < text.length()) {
      throw parser.unexpected("the end of the expression");
    }
    return term;
  }

  private Term condition() {
    var left = term();
    skipSpaces();
    var operator = operator();
    return operator.isEmpty() ? left : new Term.Comparison(left, operator.get(), term());
  }

  private Optional<Operator> operator() {
    if (take("<>")) {
      return Optional.of(Operator.NOT_EQUAL);
    } else if (take(">=")) {
      return Optional.of(Operator.GREATER_OR_EQUAL);
    } else if (take("<=")) {
      return Optional.of(Operator.LESS_OR_EQUAL);
    } else if (take("=")) {
      return Optional.of(Operator.EQUAL);
    } else if (take(">")) {
      return Optional.of(Operator.GREATER);
    } else if (take("<")) {
      return Optional.of(Operator.LESS);
    }
    return Optional.empty();
  }

  private Term term() {
    skipSpaces();
    if (at == text.length()) {
      throw unexpected("an attribute in brackets, a text in quotes, or a function");
    }
    var c = text.charAt(at);
    if (c == '[') {
      return attribute();
    } else if (c == '"') {
      return new Term.Constant(StringNode.valueOf(string()));
    } else if (c == '&' || c == '-' || Character.isDigit(c)) {
      return number();
    } else if (Character.isLetter(c)) {
      return call();
    }
    throw unexpected("an attribute in brackets, a text in quotes, or a function");
  }

  /// `[name]`; the path inside may have brackets and quotes of its own.
  private Term attribute() {
    var begin = ++at;
    var open = 1;
    var quoted = false;
    while (at < text.length()) {
      var c = text.charAt(at);
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && c == '[') {
        open++;
      } else if (!quoted && c == ']' && --open == 0) {
        var name = text.substring(begin, at++).strip();
        if (name.isEmpty()) {
          throw new ExpressionException(
              "column %d: the brackets name no attribute".formatted(begin));
        }
        return new Term.Attribute(name, path(name));
      }
      at++;
    }
    throw new ExpressionException("column %d: the bracket is not closed".formatted(begin));
  }

  private static Optional<PatchPath> path(String name) {
    try {
      return Optional.of(PatchPath.parse(name));
    } catch (ScimException e) {
      return Optional.empty();
    }
  }

  private String string() {
    var begin = at++;
    var value = new StringBuilder();
    while (at < text.length()) {
      var c = text.charAt(at++);
      if (c == '"') {
        return value.toString();
      }
      var escapes = c == '\\' && at < text.length() && "\"\\".indexOf(text.charAt(at)) >= 0;
      value.append(escapes ? text.charAt(at++) : c);
    }
    throw new ExpressionException("column %d: the quote is not closed".formatted(begin + 1));
  }

  private Term number() {
    var begin = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || "&-.".indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    var digits = text.substring(begin, at);
    try {
      if (digits.startsWith("&H") || digits.startsWith("&h")) {
        return constant(Long.parseLong(digits.substring(2), 16));
      }
      return digits.contains(".")
          ? new Term.Constant(JsonNodeFactory.instance.numberNode(Double.parseDouble(digits)))
          : constant(Long.parseLong(digits));
    } catch (NumberFormatException e) {
      throw new ExpressionException(
          "column %d: \"%s\" is not a number".formatted(begin + 1, digits));
    }
  }

  private static Term constant(long value) {
    return new Term.Constant(JsonNodeFactory.instance.numberNode(value));
  }

  private Term call() {
    var begin = at;
    while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
      at++;
    }
    var name = text.substring(begin, at);
    skipSpaces();
    if (!take("(")) {
      return word(name, begin);
    }
    var function =
        Functions.find(name)
            .orElseThrow(() ->
                new ExpressionException(
                    "column %d: there is no function \"%s\"%s"
                        .formatted(
                            begin + 1,
                            name,
                            Functions.similar(name)
                                .map("; did you mean %s?"::formatted)
                                .orElse(""))));
    if (++depth > DEEPEST) {
      throw new ExpressionException("more than %d functions in each other".formatted(DEEPEST));
    }
    var arguments = arguments();
    depth--;
    requireArity(function, arguments.size(), begin);
    return new Term.Call(function, arguments);
  }

  private static Term word(String word, int begin) {
    return switch (word) {
      case "True", "true" -> new Term.Constant(BooleanNode.TRUE);
      case "False", "false" -> new Term.Constant(BooleanNode.FALSE);
      case "vbTextCompare", "vbBinaryCompare" -> new Term.Constant(StringNode.valueOf(word));
      default ->
          throw new ExpressionException(
              "column %d: \"%s\" stands alone; write [%s] for an attribute, \"%s\" in quotes for a text"
                  .formatted(begin + 1, word, word, word));
    };
  }

  private List<Term> arguments() {
    var arguments = new ArrayList<Term>();
    skipSpaces();
    if (take(")")) {
      return arguments;
    }
    while (true) {
      skipSpaces();
      var leftOut = at < text.length() && ",)".indexOf(text.charAt(at)) >= 0;
      arguments.add(leftOut ? new Term.Absent() : condition());
      skipSpaces();
      if (take(")")) {
        return arguments;
      }
      if (!take(",")) {
        throw unexpected("a comma or a closing parenthesis");
      }
    }
  }

  private static void requireArity(Function function, int given, int begin) {
    if (given < function.fewest() || given > function.most()) {
      var takes =
          function.most() == Function.ANY
              ? "at least " + function.fewest()
              : function.fewest() == function.most()
                  ? "" + function.most()
                  : function.fewest() + " to " + function.most();
      throw new ExpressionException(
          "column %d: %s takes %s arguments, not %d"
              .formatted(begin + 1, function.name(), takes, given));
    }
  }

  private void skipSpaces() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private boolean take(String expected) {
    if (text.startsWith(expected, at)) {
      at += expected.length();
      return true;
    }
    return false;
  }

  private ExpressionException unexpected(String expected) {
    var found =
        at < text.length() ? "found \"" + text.charAt(at) + "\"" : "the expression ends there";
    return new ExpressionException("column %d: expected %s; %s".formatted(at + 1, expected, found));
  }
}
