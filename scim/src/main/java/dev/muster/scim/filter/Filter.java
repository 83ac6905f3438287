package dev.muster.scim.filter;

import dev.muster.scim.path.AttributePath;
import tools.jackson.databind.JsonNode;

/// A filter as written, before any schema has seen it (RFC 7644 §3.4.2.2). [CheckedFilter] is the
/// form that a store or the evaluator takes.
public sealed interface Filter {
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
