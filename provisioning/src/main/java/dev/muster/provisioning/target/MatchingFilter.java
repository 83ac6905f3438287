package dev.muster.provisioning.target;

import dev.muster.provisioning.mapping.MatchingValue;
import dev.muster.scim.filter.Filter.And;
import dev.muster.scim.filter.Filter.Compare;
import dev.muster.scim.filter.Filter.ValuePath;
import dev.muster.scim.filter.Operator;
import dev.muster.scim.path.AttributePath;
import dev.muster.scim.path.PatchPath;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.StringNode;

/// The filter that finds objects by one matching attribute (RFC 7644 §3.4.2.2).
public final class MatchingFilter {
  private MatchingFilter() {}

  /// Asks for objects whose attributes equal all of a matching value's parts.
  public static String of(MatchingValue value) {
    return Stream.concat(Stream.of(value), value.also().stream())
        .map(part -> of(part.attribute(), part.value()))
        .collect(Collectors.joining(" and "));
  }

  /// Asks for objects whose attribute equals a value. Within a value path both have to hold for the
  /// same value: `emails[type eq "work" and value eq "x"]`.
  ///
  /// @param path as a mapping writes it
  public static String of(String path, String value) {
    var expected = StringNode.valueOf(value);
    return switch (PatchPath.parse(path)) {
      case PatchPath.OfAttribute attribute ->
          new Compare(attribute.path(), Operator.EQ, expected).render();
      case PatchPath.OfValue element ->
          new ValuePath(
                  element.path(),
                  new And(
                      element.filter(),
                      new Compare(
                          AttributePath.parse(element.subAttribute().orElse("value")),
                          Operator.EQ,
                          expected)))
              .render();
    };
  }
}
