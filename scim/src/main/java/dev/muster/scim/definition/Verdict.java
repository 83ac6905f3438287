package dev.muster.scim.definition;

/// Whether a change may be made.
public sealed interface Verdict {
  /// Whatever resources there are.
  record Free() implements Verdict {}

  /// Only if no resource stands in the way.
  ///
  /// @param reason what such resources are like, such as `with a value of it`
  /// @param wayOut what to do about them
  record Unless(Obstacle obstacle, String reason, String wayOut) implements Verdict {}

  /// Only if no two resources have the same value: the lookups of the attribute tell.
  record IfDistinct() implements Verdict {}

  /// Never.
  record Refused(String reason, String wayOut) implements Verdict {}
}
