package dev.muster.server.scim;

/// Lists of entity tags in conditional requests (RFC 9110 §8.8.3, §13.1).
final class EntityTags {
  private EntityTags() {}

  /// Whether a list such as `W/"1", "2"` names a tag, compared weakly, or is a star.
  static boolean name(String list, String etag) {
    for (var tag : list.split(",", -1)) {
      if (tag.strip().equals("*") || opaque(tag).equals(opaque(etag))) {
        return true;
      }
    }
    return false;
  }

  private static String opaque(String tag) {
    var stripped = tag.strip();
    return stripped.startsWith("W/") ? stripped.substring(2) : stripped;
  }
}
