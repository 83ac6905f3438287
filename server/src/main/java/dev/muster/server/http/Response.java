package dev.muster.server.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/// An HTTP response.
public record Response(int status, Fields headers, Content content) {
  private static final Content NOTHING = new Content.Bytes(new byte[0]);

  /// A response with a body.
  public static Response of(int status, String contentType, byte[] body) {
    return new Response(status, Fields.of("Content-Type", contentType), new Content.Bytes(body));
  }

  /// A response whose body is written as it comes into being: a large group, a live log.
  public static Response streamed(int status, String contentType, Content.Stream body) {
    return new Response(status, Fields.of("Content-Type", contentType), body);
  }

  /// A response without a body: 204, 304.
  public static Response empty(int status) {
    return new Response(status, Fields.NONE, NOTHING);
  }

  /// The same response with one more header.
  public Response with(String name, String value) {
    return new Response(status, headers.with(name, value), content);
  }

  /// The same response with more headers.
  public Response with(Map<String, String> added) {
    return new Response(status, headers.with(added), content);
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
