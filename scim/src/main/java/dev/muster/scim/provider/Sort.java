package dev.muster.scim.provider;

import dev.muster.scim.message.ScimException;
import dev.muster.scim.path.AttributePath;
import dev.muster.scim.path.CheckedPath;
import dev.muster.scim.schema.AttributeType;
import dev.muster.scim.schema.ResourceSchema;
import dev.muster.scim.schema.Returned;
import java.util.Comparator;
import java.util.Optional;

/// The order of a query (RFC 7644 §3.4.2.3): by an attribute, and by id among equals. Resources
/// without a value come last in ascending order, and first in descending.
///
/// @param path of a simple attribute; of several values the primary one counts, else the first
public record Sort(CheckedPath path, boolean descending) {

  /// The order that `sortBy` asks for; empty when the type has no such attribute. A complex
  /// attribute means its `value`. Throws `invalidValue` for one that has none, and for one that
  /// responses never show.
  public static Optional<Sort> find(
      AttributePath sortBy, boolean descending, ResourceSchema schema) {
    return schema.find(sortBy).map(found -> new Sort(requireSimple(valueOf(found)), descending));
  }

  /// Whether it is the order of ids, which a position tells by its id alone.
  public boolean isById() {
    return path.extension().isEmpty() && path.attribute().name().equals("id");
  }

  /// Compares places in this order.
  public Comparator<Position> comparator() {
    var ascending = Comparator.comparing(Position::key).thenComparing(Position::id);
    return descending ? ascending.reversed() : ascending;
  }

  private static CheckedPath valueOf(CheckedPath path) {
    return path.subAttribute().isPresent()
        ? path
        : path.attribute()
            .findSubAttribute("value")
            .map(value -> new CheckedPath(path.extension(), path.attribute(), Optional.of(value)))
            .orElse(path);
  }

  private static CheckedPath requireSimple(CheckedPath path) {
    if (path.leaf().type() == AttributeType.COMPLEX) {
      throw ScimException.invalidValue(
          "sortBy: \"%s\" is complex; sort by one of its sub-attributes, such as \"%s.%s\""
              .formatted(path, path, path.leaf().subAttributes().getFirst().name()));
    }
    if (path.leaf().returned() == Returned.NEVER || path.attribute().returned() == Returned.NEVER) {
      throw ScimException.invalidValue(
          "sortBy: \"%s\" is never returned, so nothing is sorted by it".formatted(path));
    }
    return path;
  }
}
