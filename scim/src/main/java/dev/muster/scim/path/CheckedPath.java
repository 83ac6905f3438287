package dev.muster.scim.path;

import dev.muster.scim.schema.Attribute;
import java.util.Optional;

/// An attribute path that a resource type's schemas know: where its value stands in the JSON
/// document and what its characteristics are.
///
/// @param extension the extension's URN, which is the key that the attribute stands under in the
///   document; empty for attributes of the base schema and the common attributes
/// @param subAttribute the sub-attribute that the path ends in
public record CheckedPath(
    Optional<String> extension, Attribute attribute, Optional<Attribute> subAttribute) {

  /// The attribute that holds the value: the sub-attribute if there is one.
  public Attribute leaf() {
    return subAttribute.orElse(attribute);
  }

  /// The path in the schema's own spelling; also the name under which its values are looked up.
  @Override
  public String toString() {
    return extension.map(urn -> urn + ":").orElse("")
        + attribute.name()
        + subAttribute.map(sub -> "." + sub.name()).orElse("");
  }
}
