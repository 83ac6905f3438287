package dev.muster.server.console;

import dev.muster.server.http.Response.Content;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Writes the pieces of a page that change while a cycle runs, each as an event of its own and only
/// when it has changed. It ends with an event that tells the page to look for itself: when the
/// cycle is over, and once a minute, so that whoever was signed out or lost a role sees no more.
/// Something is written at each look: that somebody has left is known only by writing to them.
final class LiveCycle implements Content.Stream {
  /// The page has to look for itself.
  static final String LOOK = "event: look\ndata: now\n\n";

  private static final String STILL_HERE = ": still here\n\n";
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final BooleanSupplier stopping;
  private final Supplier<Map<String, String>> pieces;

  /// @param pieces names of events and the HTML they carry; none when there is nothing to watch
  LiveCycle(BooleanSupplier stopping, Supplier<Map<String, String>> pieces) {
    this.stopping = stopping;
    this.pieces = pieces;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    var sent = new HashMap<String, String>();
    var looks = LONGEST.dividedBy(PAUSE);
    for (var look = 0L; look < looks && !stopping.getAsBoolean(); look++) {
      var now = pieces.get();
      if (now.isEmpty()) {
        break;
      }
      var news = new StringBuilder(STILL_HERE);
      now.forEach((name, html) -> {
        if (!html.equals(sent.put(name, html))) {
          news.append(event(name, html));
        }
      });
      send(out, news.toString());
      pause();
    }
    send(out, LOOK);
  }

  /// A line break within the data begins another line of it.
  private static String event(String name, String html) {
    return "event: %s\ndata: %s\n\n".formatted(name, html.strip().replaceAll("\\R", "\ndata: "));
  }

  private static void send(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static void pause() throws InterruptedIOException {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the server is stopping");
    }
  }
}
