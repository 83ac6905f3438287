package dev.muster.scim.patch;

import dev.muster.scim.provider.MembersChange;
import dev.muster.scim.schema.ResourceSchema;

/// A Group's PATCH in two parts: what it does to the document, and to the members.
///
/// @param document may have no operations
@SuppressWarnings({"DoNotCallSuggester", "ObjectToString", "UnusedVariable"})
public record GroupPatch(PatchOp document, MembersChange members) {

  /// Separates the operations on `members` from the others.
  public static GroupPatch split(PatchOp patch, ResourceSchema schema) {
    throw new UnsupportedOperationException(patch + " " + schema);
  }
}
