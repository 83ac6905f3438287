package dev.muster.scim.provider;

import dev.muster.scim.filter.CheckedFilter;
import dev.muster.scim.schema.ResourceSchema;
import java.util.Optional;

/// Which resources of a type, in the order of their ids or of an attribute.
///
/// @param filter was checked against the same schema
/// @param count how many at most; 0 asks for the total alone
public record ResourceQuery(
    ResourceSchema schema,
    Optional<CheckedFilter> filter,
    Optional<Sort> sort,
    Start start,
    int count) {

  /// A page by index, in the order of ids.
  ///
  /// @param startIndex 1-based
  public static ResourceQuery byIndex(
      ResourceSchema schema, Optional<CheckedFilter> filter, long startIndex, int count) {
    return new ResourceQuery(schema, filter, Optional.empty(), new Start.Index(startIndex), count);
  }

  /// The name of the type of resources that are asked for.
  public String resourceType() {
    return schema.type().name();
  }

  /// Where a page begins.
  public sealed interface Start {
    /// With the n-th resource that the query finds; the first is 1. Others that come and go between
    /// two pages shift the rest.
    record Index(long startIndex) implements Start {}

    /// With the first one.
    record Beginning() implements Start {}

    /// With the one that follows a place in the order, whoever else has come and gone.
    record After(Position position) implements Start {}
  }
}
