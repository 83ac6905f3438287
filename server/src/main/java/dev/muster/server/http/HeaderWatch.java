package dev.muster.server.http;

import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Ends connections whose header fields do not come in time. Each byte that comes late enough would
/// keep a connection open without end otherwise (the attack is known as Slowloris).
final class HeaderWatch implements Http1ConnectionListener, AutoCloseable {
  private final long limitNanos;
  private final Map<ConnectionContext, Waiting> waiting = new ConcurrentHashMap<>();
  private final ScheduledExecutorService sweeper =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("header-watch").factory());

  /// @param limit how long header fields may take after the request line
  HeaderWatch(Duration limit) {
    this.limitNanos = limit.toNanos();
    long period = limitNanos / 4;
    var unused = sweeper.scheduleAtFixedRate(this::sweep, period, period, TimeUnit.NANOSECONDS);
  }

  @Override
  public void prologue(ConnectionContext connection, HttpPrologue prologue) {
    waiting.put(connection, new Waiting(Thread.currentThread(), System.nanoTime()));
  }

  @Override
  public void headers(ConnectionContext connection, Headers headers) {
    waiting.remove(connection);
  }

  @Override
  public void close() {
    sweeper.shutdownNow();
  }

  // A virtual thread that is interrupted while it reads from a socket closes the socket.
  private void sweep() {
    long now = System.nanoTime();
    waiting.forEach((connection, since) -> {
      if (now - since.began() > limitNanos && waiting.remove(connection, since)) {
        since.thread().interrupt();
      }
    });
  }

  private record Waiting(Thread thread, long began) {}
}
