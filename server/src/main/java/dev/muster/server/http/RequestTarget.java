package dev.muster.server.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Parts of a request target, percent-decoded.
final class RequestTarget {
  private RequestTarget() {}

  /// Segments of a path. Decoding comes after splitting: an encoded slash belongs to its segment.
  static List<String> segments(String rawPath) {
    var segments = new ArrayList<String>();
    for (var segment : rawPath.split("/", -1)) {
      if (!segment.isEmpty()) {
        segments.add(decode("path", segment.replace("+", "%2B")));
      }
    }
    return segments;
  }

  static String decode(String where, String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw HttpException.malformed(
          "%s: \"%s\" is not percent-encoded (RFC 3986 §2.1)".formatted(where, text));
    }
  }
}
