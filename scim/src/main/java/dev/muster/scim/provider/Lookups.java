package dev.muster.scim.provider;

import dev.muster.scim.path.CheckedPath;
import dev.muster.scim.schema.ResourceSchema;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// The values under which a resource can be found.
@SuppressWarnings({"DoNotCallSuggester", "ObjectToString", "UnusedVariable"})
public final class Lookups {
  private Lookups() {}

  /// The document's distinct lookup values at the schema's indexed paths.
  public static List<LookupValue> of(ObjectNode document, ResourceSchema schema) {
    throw new UnsupportedOperationException(document + " " + schema);
  }

  /// A value in the form that lookup rows hold.
  public static String normalise(CheckedPath path, String value) {
    throw new UnsupportedOperationException(path + value);
  }
}
