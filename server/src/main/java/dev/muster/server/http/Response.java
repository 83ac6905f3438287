package dev.muster.server.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/// An HTTP response.
public record Response(int status, Map<String, String> headers, Content content) {
  private static final Content NOTHING = new Content.Bytes(new byte[0]);

  public Response {
    headers = Map.copyOf(headers);
  }

  /// A response with a body.
  public static Response of(int status, String contentType, byte[] body) {
    return new Response(status, Map.of("Content-Type", contentType), new Content.Bytes(body));
  }

  /// A response whose body is written as it comes into being: a large group, a live log.
  public static Response streamed(int status, String contentType, Content.Stream body) {
    return new Response(status, Map.of("Content-Type", contentType), body);
  }

  /// A response without a body: 204, 304.
  public static Response empty(int status) {
    return new Response(status, Map.of(), NOTHING);
  }

  /// The same response with one more header.
  public Response with(String name, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Response(status, more, content);
  }

  /// The same response with more headers.
  public Response with(Map<String, String> added) {
    var more = new LinkedHashMap<>(headers);
    more.putAll(added);
    return new Response(status, more, content);
  }

  /// What a response carries.
  public sealed interface Content {
    /// All of it. The bytes are not copied: nobody changes them after they were given.
    @SuppressWarnings("ArrayRecordComponent")
    record Bytes(byte[] bytes) implements Content {}

    /// As much as there will be. Status and headers have gone out when it is written, so it can no
    /// longer fail in words: a failure cuts the connection.
    non-sealed interface Stream extends Content {
      void writeTo(OutputStream out) throws IOException;
    }
  }
}
