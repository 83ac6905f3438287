package dev.muster.scim.patch;

import dev.muster.scim.filter.CheckedFilter;
import dev.muster.scim.filter.Filter;
import dev.muster.scim.filter.FilterChecker;
import dev.muster.scim.filter.FilterEvaluator;
import dev.muster.scim.filter.Operator;
import dev.muster.scim.message.ScimJson;
import dev.muster.scim.schema.Attribute;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Which values of a multi-valued attribute a value path means.
record ValueSelection(CheckedFilter filter) {

  static ValueSelection of(Filter filter, Attribute attribute) {
    return new ValueSelection(FilterChecker.checkValueFilter(filter, attribute));
  }

  boolean selects(ObjectNode value) {
    return FilterEvaluator.matches(filter, value);
  }

  /// The value that the filter describes, if it says what it is rather than what it is like:
  /// comparisons with `eq`, joined by `and`, that one value can fulfil.
  Optional<ObjectNode> described() {
    var value = ScimJson.object();
    return describe(filter, value) && selects(value) ? Optional.of(value) : Optional.empty();
  }

  private static boolean describe(CheckedFilter filter, ObjectNode value) {
    return switch (filter) {
      case CheckedFilter.And(var left, var right) ->
          describe(left, value) && describe(right, value);
      case CheckedFilter.Compare(var path, var operator, var expected) -> {
        value.set(path.leaf().name(), expected);
        yield operator == Operator.EQ;
      }
      case CheckedFilter.Constant constant -> false;
      case CheckedFilter.Or or -> false;
      case CheckedFilter.Not not -> false;
      case CheckedFilter.Present present -> false;
      case CheckedFilter.ValuePath inner -> false;
    };
  }
}
