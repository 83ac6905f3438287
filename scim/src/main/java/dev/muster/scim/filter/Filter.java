package dev.muster.scim.filter;

import dev.muster.scim.path.AttributePath;
import tools.jackson.databind.JsonNode;

/// A filter as written, before any schema has seen it (RFC 7644 §3.4.2.2). [CheckedFilter] is the
/// form that a store or the evaluator takes.
public sealed interface Filter {

  /// Reads a filter. Throws `invalidFilter` naming the column for anything outside the grammar, and
  /// for a filter longer than 10,000 characters, nested deeper than 50 or of more than 200 parts.
  static Filter parse(String text) {
    return FilterParser.parse(text);
  }

  /// Reads the filter between the brackets of a value path.
  ///
  /// @param text the text that the value path is part of; columns in messages count from its start
  /// @param begin index after the opening bracket
  /// @param end index of the closing bracket
  static Filter parseValueFilter(String text, int begin, int end) {
    return FilterParser.parseValueFilter(text, begin, end);
  }

  /// The filter as text, in the form that [#parse] reads back to an equal filter.
  default String render() {
    return FilterText.render(this);
  }

  record And(Filter left, Filter right) implements Filter {}

  record Or(Filter left, Filter right) implements Filter {}

  record Not(Filter operand) implements Filter {}

  /// `path operator value`, such as `userName eq "bjensen"`.
  record Compare(AttributePath path, Operator operator, JsonNode value) implements Filter {}

  /// `path pr`.
  record Present(AttributePath path) implements Filter {}

  /// `path[filter]`: all terms of the filter hold for one and the same value.
  record ValuePath(AttributePath path, Filter filter) implements Filter {}
}
