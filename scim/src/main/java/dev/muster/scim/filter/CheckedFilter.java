package dev.muster.scim.filter;

import dev.muster.scim.path.CheckedPath;
import tools.jackson.databind.JsonNode;

/// A filter whose every attribute exists in a resource type's schemas and whose every comparison
/// fits the attribute's type. Only this form reaches a store. `EqualityOf` in the store narrows by
/// it; [FilterEvaluator] gives its meaning.
public sealed interface CheckedFilter {
  record And(CheckedFilter left, CheckedFilter right) implements CheckedFilter {}

  record Or(CheckedFilter left, CheckedFilter right) implements CheckedFilter {}

  record Not(CheckedFilter operand) implements CheckedFilter {}

  /// A comparison; the value is null-node, or of the attribute's type.
  record Compare(CheckedPath path, Operator operator, JsonNode value) implements CheckedFilter {}

  /// What is true or false of every resource of the type: a comparison of an attribute that it does
  /// not have and another type of the same query has.
  record Constant(boolean value) implements CheckedFilter {}

  record Present(CheckedPath path) implements CheckedFilter {}

  /// Terms that hold for one value of a multi-valued (or complex) attribute; inside, paths are of
  /// its sub-attributes (a [CheckedPath] whose attribute is the sub-attribute itself).
  record ValuePath(CheckedPath path, CheckedFilter filter) implements CheckedFilter {}
}
