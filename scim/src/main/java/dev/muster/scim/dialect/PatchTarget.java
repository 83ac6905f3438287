package dev.muster.scim.dialect;

import dev.muster.scim.message.ScimException;
import dev.muster.scim.path.AttributePath;
import dev.muster.scim.path.CheckedPath;
import dev.muster.scim.schema.ResourceSchema;
import java.util.Optional;

/// What the path of an operation means, without its filter.
///
/// @param ofValues whether the path chooses some values of a multi-valued attribute
record PatchTarget(CheckedPath path, boolean ofValues) {

  /// The target, if the schema has it.
  static Optional<PatchTarget> find(String text, ResourceSchema schema) {
    int open = text.indexOf('[');
    if (open < 0) {
      return named(text, schema).map(path -> new PatchTarget(path, false));
    }
    int close = text.lastIndexOf(']');
    return close < open
        ? Optional.empty()
        : named(text.substring(0, open) + text.substring(close + 1), schema)
            .map(path -> new PatchTarget(path, true));
  }

  private static Optional<CheckedPath> named(String text, ResourceSchema schema) {
    try {
      return schema.find(AttributePath.parse(text));
    } catch (ScimException e) {
      return Optional.empty();
    }
  }

  /// The resource that is patched.
  ///
  /// @param id empty where the path does not say it
  record Resource(ResourceSchema schema, Optional<String> id) {}
}
