package dev.muster.scim.filter;

import dev.muster.scim.path.CheckedPath;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Gives a filter its meaning; a database that narrows by a filter is held to this answer.
///
/// An attribute of several values matches when any of them does. An unassigned attribute matches
/// `ne` and no other comparison (RFC 7644 §3.4.2.2 leaves it open).
public final class FilterEvaluator {
  private FilterEvaluator() {}

  /// Whether the filter matches a resource in its schema's spelling. Filters on id, meta and
  /// schemas need those in it.
  public static boolean matches(CheckedFilter filter, ObjectNode resource) {
    return switch (filter) {
      case CheckedFilter.And(var left, var right) ->
          matches(left, resource) && matches(right, resource);
      case CheckedFilter.Or(var left, var right) ->
          matches(left, resource) || matches(right, resource);
      case CheckedFilter.Constant(var value) -> value;
      case CheckedFilter.Not(var operand) -> !matches(operand, resource);
      case CheckedFilter.Compare compare ->
          anyMatches(compare, attribute(compare.path(), resource));
      case CheckedFilter.Present(var path) -> isPresent(path, attribute(path, resource));
      case CheckedFilter.ValuePath(var path, var inner) ->
          anyValueMatches(inner, attribute(path, resource));
    };
  }

  private static @Nullable JsonNode attribute(CheckedPath path, ObjectNode resource) {
    if (path.extension().isEmpty()) {
      return resource.get(path.attribute().name());
    }
    var extension = resource.get(path.extension().get());
    return extension == null ? null : extension.get(path.attribute().name());
  }

  private static boolean anyMatches(CheckedFilter.Compare compare, @Nullable JsonNode node) {
    if (node == null || node.isNull() || (node.isArray() && node.isEmpty())) {
      return compare.operator() == Operator.NE;
    }
    if (!node.isArray()) {
      return valueMatches(compare, node);
    }
    for (var value : node) {
      if (valueMatches(compare, value)) {
        return true;
      }
    }
    return false;
  }

  private static boolean valueMatches(CheckedFilter.Compare compare, JsonNode value) {
    var path = compare.path();
    if (path.subAttribute().isEmpty()) {
      return ValueComparison.holds(path.attribute(), compare.operator(), value, compare.value());
    }
    var sub = path.subAttribute().get();
    var subValue = value.get(sub.name());
    if (subValue != null && subValue.isArray()) {
      return anyMatches(
          new CheckedFilter.Compare(relative(path), compare.operator(), compare.value()), subValue);
    }
    return ValueComparison.holds(sub, compare.operator(), subValue, compare.value());
  }

  private static CheckedPath relative(CheckedPath path) {
    return new CheckedPath(Optional.empty(), path.leaf(), Optional.empty());
  }

  private static boolean anyValueMatches(CheckedFilter inner, @Nullable JsonNode node) {
    if (node instanceof ObjectNode single) {
      return matches(inner, single);
    }
    if (node == null) {
      return false;
    }
    for (var value : node) {
      if (value instanceof ObjectNode object && matches(inner, object)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPresent(CheckedPath path, @Nullable JsonNode node) {
    if (node == null || path.subAttribute().isEmpty()) {
      return isNonEmpty(node);
    }
    var name = path.subAttribute().get().name();
    if (!node.isArray()) {
      return isNonEmpty(node.get(name));
    }
    for (var value : node) {
      if (isNonEmpty(value.get(name))) {
        return true;
      }
    }
    return false;
  }

  // "not empty or a non-empty node for complex attributes" (RFC 7644 §3.4.2.2, Table 3).
  private static boolean isNonEmpty(@Nullable JsonNode node) {
    if (node == null || node.isNull()) {
      return false;
    }
    if (node.isString()) {
      return !node.stringValue().isEmpty();
    }
    if (!node.isContainer()) {
      return true;
    }
    for (var part : node) {
      if (isNonEmpty(part)) {
        return true;
      }
    }
    return false;
  }
}
