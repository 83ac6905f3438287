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
    var segments = new ArrayList<String>(8);
    int start = 0;
    while (start < rawPath.length()) {
      int slash = rawPath.indexOf('/', start);
      int end = slash < 0 ? rawPath.length() : slash;
      if (end > start) {
        segments.add(segment(rawPath.substring(start, end)));
      }
      start = end + 1;
    }
    return segments;
  }

  // In a path a plus sign is just that.
  private static String segment(String raw) {
    return raw.indexOf('%') < 0 ? raw : decode("path", raw.replace("+", "%2B"));
  }

  /// Decodes a part of a query.
  static String decode(String where, String text) {
    if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
      return text;
    }
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw HttpException.malformed(
          "%s: \"%s\" is not percent-encoded (RFC 3986 §2.1)".formatted(where, text));
    }
  }
}
