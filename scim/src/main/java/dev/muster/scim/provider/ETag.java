package dev.muster.scim.provider;

import java.util.Arrays;

/// The entity tag of a version (RFC 7644 §3.14).
public final class ETag {
  private ETag() {}

  /// The weak tag of a version, such as `W/"3"`.
  public static String of(long version) {
    return "W/\"" + version + "\"";
  }

  /// Whether a tag is among those that a client names in If-Match or If-None-Match; `*` names every
  /// tag. Clients leave out `W/` or the quotes now and then, and mean the same.
  public static boolean matches(String header, String etag) {
    var wanted = bare(etag);
    return Arrays.stream(header.split(",", -1))
        .map(ETag::bare)
        .anyMatch(tag -> tag.equals("*") || tag.equals(wanted));
  }

  private static String bare(String tag) {
    var text = tag.strip();
    if (text.startsWith("W/")) {
      text = text.substring(2);
    }
    return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
        ? text.substring(1, text.length() - 1)
        : text;
  }
}
