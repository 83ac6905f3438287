package dev.muster.scim.schema;

import java.util.List;
import java.util.Optional;

/// Definition of an attribute or sub-attribute with its characteristics (RFC 7643 §2.2, §7).
///
/// @param referenceTypes resource type names, `external` or `uri`; empty unless the type is
///   reference
/// @param subAttributes empty unless the type is complex
public record Attribute(
    String name,
    AttributeType type,
    boolean multiValued,
    String description,
    boolean required,
    List<String> canonicalValues,
    boolean caseExact,
    Mutability mutability,
    Returned returned,
    Uniqueness uniqueness,
    List<String> referenceTypes,
    List<Attribute> subAttributes) {

  public Attribute {
    canonicalValues = List.copyOf(canonicalValues);
    referenceTypes = List.copyOf(referenceTypes);
    subAttributes = List.copyOf(subAttributes);
  }

  /// The sub-attribute of that name; names ignore case (RFC 7643 §2.1).
  public Optional<Attribute> findSubAttribute(String name) {
    for (var sub : subAttributes) {
      if (sub.name().equalsIgnoreCase(name)) {
        return Optional.of(sub);
      }
    }
    return Optional.empty();
  }

  /// A sub-attribute that is spelt nearly like that name, for messages.
  public Optional<String> findSimilarSubAttribute(String name) {
    return SimilarNames.nearest(name, subAttributes);
  }

  public boolean complex() {
    return type == AttributeType.COMPLEX;
  }
}
