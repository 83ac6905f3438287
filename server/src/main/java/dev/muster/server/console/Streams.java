package dev.muster.server.console;

import dev.muster.server.http.Response;
import dev.muster.server.http.Response.Content;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/// Streams of the cycles that run. A browser has six connections to a host under HTTP/1.1, and each
/// stream takes one for as long as its tab is open: of one session so many are served that the
/// other tabs still load.
final class Streams {
  /// How many a session has at once.
  static final int MOST = 3;

  private final BooleanSupplier stopping;
  private final Map<String, Integer> open = new ConcurrentHashMap<>();

  /// @param stopping whether the server is about to stop, so that those who watch have to go
  Streams(BooleanSupplier stopping) {
    this.stopping = stopping;
  }

  BooleanSupplier stopping() {
    return stopping;
  }

  /// A stream, or instead of it what is said to a session that has enough of them.
  ///
  /// @param instead one event
  Response open(Visit visit, Content.Stream content, String instead) {
    var session = visit.live().session().hash();
    return Response.streamed(
            200,
            "text/event-stream",
            out -> {
              if (open.merge(session, 1, Integer::sum) > MOST) {
                leave(session);
                out.write(instead.getBytes(StandardCharsets.UTF_8));
                return;
              }
              try {
                content.writeTo(out);
              } finally {
                leave(session);
              }
            })
        .with("Cache-Control", "no-store");
  }

  private void leave(String session) {
    open.computeIfPresent(session, (same, count) -> count > 1 ? count - 1 : null);
  }
}
