package dev.muster.server.http;

import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;

/// Reads the content of a request within limits of size and time: neither a body that never ends
/// nor one of which a byte comes now and then holds anything for long.
final class BodyReader {
  private static final int FIRST_READ = 8 * 1024;
  // What the slowest client that is still of use needs.
  private static final long BYTES_PER_SECOND = 64 * 1024;

  private final Duration grace;

  /// @param grace how long any body may take; large ones have a second more for each 64 KiB
  BodyReader(Duration grace) {
    this.grace = grace;
  }

  /// All of the content. Throws 413 when it is larger than allowed, 408 when it takes too long, 400
  /// when it ends early or is not framed as HTTP wants it.
  byte[] read(ServerRequest request, int most) {
    long declared = request.headers().contentLength().orElse(-1);
    if (declared > most) {
      throw HttpException.payloadTooLarge(most);
    }
    if (!request.content().hasEntity()) {
      return new byte[0];
    }
    try (var content = request.content().inputStream()) {
      return read(content, declared < 0 ? FIRST_READ : (int) declared + 1, most);
    } catch (IOException
        | UncheckedIOException
        | IllegalArgumentException
        | IllegalStateException
        | InsufficientDataAvailableException e) {
      throw HttpException.malformed("body: could not be read to its end; send it again");
    }
  }

  private byte[] read(InputStream content, int expected, int most) throws IOException {
    long began = System.nanoTime();
    var bytes = new byte[Math.min(expected, most + 1)];
    int length = 0;
    while (true) {
      int read = content.read(bytes, length, bytes.length - length);
      if (read < 0) {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
      }
      length += read;
      if (length > most) {
        throw HttpException.payloadTooLarge(most);
      }
      if (System.nanoTime() - began > limitNanos(length)) {
        throw HttpException.tooSlow(grace);
      }
      if (length == bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.min(bytes.length * 2, most + 1));
      }
    }
  }

  private long limitNanos(int length) {
    return grace.plusSeconds(length / BYTES_PER_SECOND).toNanos();
  }
}
