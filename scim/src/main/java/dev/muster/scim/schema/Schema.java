package dev.muster.scim.schema;

import java.util.List;
import java.util.Optional;

/// A schema: the attributes that one URN stands for (RFC 7643 §7).
///
/// @param id the URN
public record Schema(String id, String name, String description, List<Attribute> attributes) {
  public Schema {
    attributes = List.copyOf(attributes);
  }

  /// The attribute of that name; names ignore case (RFC 7643 §2.1).
  public Optional<Attribute> findAttribute(String name) {
    return attributes.stream().filter(a -> a.name().equalsIgnoreCase(name)).findFirst();
  }
}
