package dev.muster.scim.resource;

import dev.muster.scim.schema.ResourceSchema;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// Turns what a client sent into a document in its schema's spelling.
@SuppressWarnings({"DoNotCallSuggester", "ObjectToString", "UnusedVariable"})
public final class ResourceReader {
  private ResourceReader() {}

  /// Normalises and requires completeness.
  public static ObjectNode read(ObjectNode raw, ResourceSchema schema) {
    throw new UnsupportedOperationException(raw + " " + schema);
  }

  /// Throws `invalidValue` when a required attribute is unassigned.
  public static void requireComplete(ObjectNode document, ResourceSchema schema) {
    throw new UnsupportedOperationException(document + " " + schema);
  }

  /// Throws `mutability` when an immutable attribute that had a value has another one now, or none
  /// (PUT, RFC 7644 §3.5.1).
  public static void requireImmutableKept(
      ObjectNode before, ObjectNode after, ResourceSchema schema) {
    throw new UnsupportedOperationException(before + " " + after + schema);
  }

  /// URNs for `schemas`: the base schema, and each extension that has attributes in the document.
  public static List<String> schemasOf(ObjectNode document, ResourceSchema schema) {
    throw new UnsupportedOperationException(document + " " + schema);
  }
}
