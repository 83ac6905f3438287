package dev.muster.scim.filter;

import tools.jackson.databind.node.ObjectNode;

/// Gives a filter its meaning.
@SuppressWarnings({"DoNotCallSuggester", "ObjectToString", "UnusedVariable"})
public final class FilterEvaluator {
  private FilterEvaluator() {}

  /// Whether the resource (in schema spelling, with id, meta and schemas) matches.
  public static boolean matches(CheckedFilter filter, ObjectNode resource) {
    throw new UnsupportedOperationException(filter + " " + resource);
  }
}
