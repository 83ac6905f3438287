package dev.muster.conformance.provider;

import java.util.List;
import java.util.Optional;

/// A resource type with the attributes of its schema and its extensions.
///
/// @param endpoint with a slash in front, such as `/Users`
/// @param schema URN of the base schema
public record ResourceKind(
    String name,
    String endpoint,
    String schema,
    List<Attribute> attributes,
    List<Extension> extensions) {
  public ResourceKind {
    attributes = List.copyOf(attributes);
    extensions = List.copyOf(extensions);
  }

  /// A schema extension of a resource type.
  public record Extension(String schema, boolean required, List<Attribute> attributes) {
    public Extension {
      attributes = List.copyOf(attributes);
    }

    public Optional<Attribute> find(String name) {
      return Attribute.find(attributes, name);
    }
  }

  /// An attribute of the base schema.
  public Optional<Attribute> find(String name) {
    return Attribute.find(attributes, name);
  }

  public boolean has(String name) {
    return find(name).isPresent();
  }

  public Optional<Extension> findExtension(String urn) {
    return extensions.stream().filter(each -> each.schema().equalsIgnoreCase(urn)).findFirst();
  }

  /// The attribute by which people tell resources of this type apart: userName, displayName, or the
  /// first string that a client may write and read.
  public Optional<Attribute> findNaming() {
    return find("userName")
        .or(() -> find("displayName"))
        .or(() ->
            attributes.stream()
                .filter(each -> each.type().equals("string") && !each.multiValued())
                .filter(each -> each.isReadWrite() && each.returned().equals("default"))
                .findFirst());
  }

  public boolean isUser() {
    return schema.equals(Urns.USER);
  }

  public boolean isGroup() {
    return schema.equals(Urns.GROUP);
  }
}
