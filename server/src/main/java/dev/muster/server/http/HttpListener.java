package dev.muster.server.http;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http2.Http2Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// The listening socket. It is open from [#bind] on, so that the port is known to what is wired up
/// next; requests that come early wait until [#serve].
public final class HttpListener implements AutoCloseable {
  /// Largest request body, in bytes.
  public static final int MAX_BODY = 10 * 1024 * 1024;

  /// Largest file that the admin API takes, in bytes.
  static final int MAX_UPLOAD = 256 * 1024 * 1024;

  private static final Duration GRACE = Duration.ofSeconds(10);
  // Each takes a virtual thread and some buffers; further ones wait in the kernel.
  private static final int MAX_CONNECTIONS = 10_000;
  // Entra filters on long values, and asks for many attributes at once.
  private static final int MAX_REQUEST_LINE = 32 * 1024;
  private static final int MAX_HEADERS = 32 * 1024;

  private final WebServer server;
  private final CompletableFuture<Handler> site;
  private final HeaderWatch headers;
  private volatile boolean closing;

  private HttpListener(WebServer server, CompletableFuture<Handler> site, HeaderWatch headers) {
    this.server = server;
    this.site = site;
    this.headers = headers;
  }

  /// Opens a port; 0 takes a free one. Throws when the port is taken.
  public static HttpListener bind(String host, int port) {
    return bind(host, port, Timeouts.DEFAULT);
  }

  static HttpListener bind(String host, int port, Timeouts timeouts) {
    requireFree(host, port);
    var headers = new HeaderWatch(timeouts.headers());
    var site = new CompletableFuture<Handler>();
    var http =
        Http1Config.builder()
            .maxPrologueLength(MAX_REQUEST_LINE)
            .maxHeadersSize(MAX_HEADERS)
            .addReceiveListener(headers)
            .build();
    var bodies = new BodyReader(timeouts.body());
    var server =
        WebServer.builder()
            .host(host)
            .port(port)
            .shutdownHook(false)
            .shutdownGracePeriod(GRACE)
            .maxTcpConnections(MAX_CONNECTIONS)
            .idleConnectionTimeout(timeouts.idle())
            .connectionOptions(options -> options.tcpNoDelay(true).readTimeout(timeouts.idle()))
            .directHandlers(BrokenRequests.handlers())
            .addProtocol(http)
            .addProtocol(Http2Config.builder().maxHeaderListSize(MAX_HEADERS).build())
            .routing(routing -> routing.any(new HelidonAdapter(site, MAX_BODY, bodies)))
            .build();
    server.start();
    if (!server.isRunning()) {
      throw new UncheckedIOException(
          new IOException("cannot listen on %s:%d; see the log".formatted(host, port)));
    }
    return new HttpListener(server, site, headers);
  }

  /// The port that is listened on.
  public int port() {
    return server.port();
  }

  /// Whether it is about to stop: answers that have no end by themselves have to end now.
  public boolean isClosing() {
    return closing;
  }

  /// Lets requests in.
  public void serve(Handler handler) {
    site.complete(handler);
  }

  /// Stops listening and waits at most ten seconds for requests under way.
  @Override
  public void close() {
    closing = true;
    server.stop();
    headers.close();
  }

  // Helidon only logs that it could not bind, so the port is tried first.
  private static void requireFree(String host, int port) {
    try (var probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(host, port));
    } catch (IOException e) {
      throw new UncheckedIOException(
          new IOException(
              "cannot listen on %s:%d (%s); choose another with --port, or 0 for a free one"
                  .formatted(host, port, e.getMessage()),
              e));
    }
  }
}
