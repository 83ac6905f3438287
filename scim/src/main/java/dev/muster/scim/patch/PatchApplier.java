package dev.muster.scim.patch;

import dev.muster.scim.schema.ResourceSchema;
import tools.jackson.databind.node.ObjectNode;

/// Applies a PATCH to a document.
@SuppressWarnings({"DoNotCallSuggester", "ObjectToString", "UnusedVariable"})
public final class PatchApplier {
  private PatchApplier() {}

  /// The document after all operations; the given one is untouched. An equal result means that the
  /// PATCH changes nothing.
  public static ObjectNode apply(ObjectNode document, PatchOp patch, ResourceSchema schema) {
    throw new UnsupportedOperationException(document + " " + patch + schema);
  }
}
