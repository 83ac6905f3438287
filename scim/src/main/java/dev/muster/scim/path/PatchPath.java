package dev.muster.scim.path;

import dev.muster.scim.filter.Filter;
import java.util.Optional;

/// The `path` of a PATCH operation (RFC 7644 §3.5.2): `name.familyName`, `emails[type eq "work"]`
/// or `emails[type eq "work"].value`.
public sealed interface PatchPath {

  /// Reads a path. Throws `invalidPath` naming the column.
  static PatchPath parse(String text) {
    return PatchPathParser.parse(text);
  }

  /// The attribute that the path begins with.
  AttributePath path();

  /// A whole attribute or sub-attribute. The URN of an extension alone reads as such a path too:
  /// its [#toString] is the URN.
  record OfAttribute(AttributePath path) implements PatchPath {
    /// The path as text, in the form that [PatchPath#parse] reads.
    @Override
    public String toString() {
      return path.toString();
    }
  }

  /// Those values of a multi-valued attribute that a filter matches, or one sub-attribute of them.
  record OfValue(AttributePath path, Filter filter, Optional<String> subAttribute)
      implements PatchPath {
    /// The path as text, in the form that [PatchPath#parse] reads.
    @Override
    public String toString() {
      return path + "[" + filter.render() + "]" + subAttribute.map(sub -> "." + sub).orElse("");
    }
  }
}
