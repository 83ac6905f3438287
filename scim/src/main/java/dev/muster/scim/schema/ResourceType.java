package dev.muster.scim.schema;

import java.util.List;

/// A kind of resource: where it lives and which schemas make it up (RFC 7643 §6).
///
/// @param name such as `User`; also its id
/// @param endpoint relative to the base URL, such as `/Users`
/// @param schema URN of the base schema
public record ResourceType(
    String name, String endpoint, String description, String schema, List<Extension> extensions) {
  public ResourceType {
    extensions = List.copyOf(extensions);
  }

  /// A schema extension of a resource type.
  ///
  /// @param required whether each resource must carry it
  public record Extension(String schema, boolean required) {}
}
