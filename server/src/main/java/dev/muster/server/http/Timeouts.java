package dev.muster.server.http;

import java.time.Duration;

/// How long a client may take.
///
/// @param idle until the next request, or the next byte of one under way
/// @param headers from the request line to the end of the header fields
/// @param body for the content; large ones have longer, see [BodyReader]
record Timeouts(Duration idle, Duration headers, Duration body) {
  static final Timeouts DEFAULT =
      new Timeouts(Duration.ofMinutes(2), Duration.ofSeconds(20), Duration.ofSeconds(30));
}
