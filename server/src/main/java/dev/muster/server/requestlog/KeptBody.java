package dev.muster.server.requestlog;

import dev.muster.server.http.Request;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request's content that can be looked at again after it was read.
final class KeptBody implements Request.Body {
  private final Request.Body body;
  private byte @Nullable [] read;

  KeptBody(Request.Body body) {
    this.body = body;
  }

  @Override
  public byte[] bytes() {
    if (read == null) {
      read = body.bytes();
    }
    return read;
  }

  /// What has been read; empty if nobody wanted the content.
  Optional<byte[]> kept() {
    return Optional.ofNullable(read);
  }
}
