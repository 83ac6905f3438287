package dev.muster.scim.filter;

import dev.muster.scim.message.ScimJson;

/// Writes a filter with as few parentheses as its meaning allows.
final class FilterText {
  private FilterText() {}

  static String render(Filter filter) {
    return switch (filter) {
      case Filter.Or(var left, var right) -> render(left) + " or " + operandOfOr(right);
      case Filter.And(var left, var right) -> leftOfAnd(left) + " and " + rightOfAnd(right);
      case Filter.Not(var operand) -> "not (" + render(operand) + ")";
      case Filter.Compare(var path, var operator, var value) ->
          path + " " + operator.keyword() + " " + ScimJson.write(value);
      case Filter.Present(var path) -> path + " pr";
      case Filter.ValuePath(var path, var inner) -> path + "[" + render(inner) + "]";
    };
  }

  // Both operators bind to the left, so a right operand of the same kind needs parentheses.
  private static String operandOfOr(Filter right) {
    return right instanceof Filter.Or ? grouped(right) : render(right);
  }

  private static String leftOfAnd(Filter left) {
    return left instanceof Filter.Or ? grouped(left) : render(left);
  }

  private static String rightOfAnd(Filter right) {
    return right instanceof Filter.Or || right instanceof Filter.And
        ? grouped(right)
        : render(right);
  }

  private static String grouped(Filter filter) {
    return "(" + render(filter) + ")";
  }
}
