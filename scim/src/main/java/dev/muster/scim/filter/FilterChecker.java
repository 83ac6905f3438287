package dev.muster.scim.filter;

import dev.muster.scim.schema.Attribute;
import dev.muster.scim.schema.ResourceSchema;

/// Checks filters against a schema.
@SuppressWarnings({"DoNotCallSuggester", "ObjectToString", "UnusedVariable"})
public final class FilterChecker {
  private FilterChecker() {}

  /// Checks a filter against the schemas of a resource type. Throws `invalidFilter`.
  public static CheckedFilter check(Filter filter, ResourceSchema schema) {
    throw new UnsupportedOperationException(filter + " " + schema);
  }

  /// Reads and checks; messages name the column.
  public static CheckedFilter check(String text, ResourceSchema schema) {
    throw new UnsupportedOperationException(text + schema);
  }

  /// Checks the filter of a value path against the sub-attributes of its attribute.
  public static CheckedFilter checkValueFilter(Filter filter, Attribute attribute) {
    throw new UnsupportedOperationException(filter + " " + attribute);
  }
}
