package dev.muster.scim.resource;

import dev.muster.scim.schema.ResourceSchema;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// What of a resource a response shows.
@SuppressWarnings({"DoNotCallSuggester", "ObjectToString", "UnusedVariable"})
public final class Projection {
  private Projection() {}

  /// The projection that `attributes` or `excludedAttributes` ask for; at most one may be
  /// non-empty.
  public static Projection of(
      List<String> attributes, List<String> excluded, ResourceSchema schema) {
    throw new UnsupportedOperationException("" + attributes + excluded + schema);
  }

  /// Without either parameter.
  public static Projection defaults(ResourceSchema schema) {
    throw new UnsupportedOperationException("" + schema);
  }

  /// A new object with what may be shown; it shares unchanged parts with the resource.
  public ObjectNode apply(ObjectNode resource) {
    throw new UnsupportedOperationException("" + resource);
  }

  /// Whether the response shows that attribute, or a part of it.
  public boolean includes(String attributePath) {
    throw new UnsupportedOperationException(attributePath);
  }
}
