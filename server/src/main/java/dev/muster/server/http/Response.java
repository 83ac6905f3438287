package dev.muster.server.http;

import java.util.LinkedHashMap;
import java.util.Map;

/// An HTTP response. The body is not copied: nobody changes it after it was given.
@SuppressWarnings("ArrayRecordComponent")
public record Response(int status, Map<String, String> headers, byte[] body) {
  private static final byte[] NO_BODY = {};

  public Response {
    headers = Map.copyOf(headers);
  }

  /// A response with a body.
  public static Response of(int status, String contentType, byte[] body) {
    return new Response(status, Map.of("Content-Type", contentType), body);
  }

  /// A response without a body: 204, 304.
  public static Response empty(int status) {
    return new Response(status, Map.of(), NO_BODY);
  }

  /// The same response with one more header.
  public Response with(String name, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Response(status, more, body);
  }

  /// The same response with more headers.
  public Response with(Map<String, String> added) {
    var more = new LinkedHashMap<>(headers);
    more.putAll(added);
    return new Response(status, more, body);
  }
}
