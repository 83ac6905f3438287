package dev.muster.scim.path;

import java.util.Optional;

/// Name of an attribute or sub-attribute, as written: `userName`, `name.familyName`,
/// `urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value` (RFC 7644 §3.10). It
/// is syntax only: whether such an attribute exists is for a schema to say.
///
/// @param schema the URN before the attribute name, where one was written
/// @param attribute the attribute's name
/// @param subAttribute the sub-attribute's name, where one was written
public record AttributePath(
    Optional<String> schema, String attribute, Optional<String> subAttribute) {

  /// Reads a path. A URN holds colons and dots itself, so the attribute's name begins after the
  /// last colon. Throws `invalidPath` naming the column.
  public static AttributePath parse(String text) {
    return AttributePathParser.parse(text, text, 0);
  }

  /// A path of one attribute's name, without URN.
  public static AttributePath of(String attribute) {
    return new AttributePath(Optional.empty(), attribute, Optional.empty());
  }

  /// The path as text, in the form that [#parse] reads.
  @Override
  public String toString() {
    return schema.map(urn -> urn + ":").orElse("")
        + attribute
        + subAttribute.map(sub -> "." + sub).orElse("");
  }
}
