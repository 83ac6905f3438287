package dev.muster.store.resource;

import dev.muster.scim.path.CheckedPath;
import dev.muster.scim.schema.ResourceSchema;

/// What a change of definitions means for the lookups of one attribute of a resource type.
public sealed interface LookupChange {
  /// The type; of the new definition, unless the attribute goes.
  ResourceSchema schema();

  CheckedPath path();

  /// The attribute is to have lookups.
  ///
  /// @param valueless whether it is known that no resource has a value of it
  record Want(ResourceSchema schema, CheckedPath path, boolean unique, boolean valueless)
      implements LookupChange {}

  /// Its values, which have lookups, are to be unique from now on.
  record MakeUnique(ResourceSchema schema, CheckedPath path) implements LookupChange {}

  /// Its values need no longer be unique, but keep their lookups.
  record MakeCommon(ResourceSchema schema, CheckedPath path) implements LookupChange {}

  /// It needs no lookups any more.
  record Drop(ResourceSchema schema, CheckedPath path) implements LookupChange {}
}
