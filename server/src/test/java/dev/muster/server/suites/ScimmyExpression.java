package dev.muster.server.suites;

import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// scimmy's form of a filter, as the filter that it stands for: `{"userName": ["sw", "A"]}` is
/// `userName sw "A"`, several members are joined by `and`, several elements by `or`.
final class ScimmyExpression {
  private ScimmyExpression() {}

  static String text(JsonNode expression) {
    return expression.isArray()
        ? expression.valueStream().map(ScimmyExpression::all).collect(Collectors.joining(" or "))
        : all(expression);
  }

  private static String all(JsonNode object) {
    return object
        .propertyStream()
        .map(member -> attribute(member.getKey(), member.getValue()))
        .collect(Collectors.joining(" and "));
  }

  private static String attribute(String path, JsonNode value) {
    if (value.isObject()) {
      return value.size() == 1
          ? value
              .propertyStream()
              .map(part -> attribute(path + "." + part.getKey(), part.getValue()))
              .findFirst()
              .orElseThrow()
          : path + "[" + all(value) + "]";
    }
    var first = value.path(0);
    if (first.isString()) {
      return comparison(path, value);
    }
    return first.isObject()
        ? comparison(path + "[" + all(first) + "]", value.path(1))
        : value
            .valueStream()
            .map(each -> comparison(path, each))
            .collect(Collectors.joining(" and "));
  }

  private static String comparison(String path, JsonNode parts) {
    boolean negated = parts.path(0).asString().equalsIgnoreCase("not");
    var operator = parts.path(negated ? 1 : 0).asString();
    var literal = parts.path(negated ? 2 : 1);
    var text =
        literal.isMissingNode() ? path + " " + operator : path + " " + operator + " " + literal;
    return negated ? "not (" + text + ")" : text;
  }
}
