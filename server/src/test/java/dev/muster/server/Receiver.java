package dev.muster.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A server that takes what event streams send, and answers with the status that it is told to.
final class Receiver implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;

  private final HttpServer server;
  private final AtomicInteger status = new AtomicInteger(204);
  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();

  private Receiver(HttpServer server) {
    this.server = server;
  }

  record Received(com.sun.net.httpserver.Headers headers, String body) {
    String header(String name) {
      return headers.getFirst(name);
    }
  }

  static Receiver start() {
    return start(0);
  }

  static Receiver start(int port) {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      var receiver = new Receiver(HttpServer.create(address, 0));
      receiver.server.createContext("/", receiver::answer);
      receiver.server.start();
      return receiver;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status.get(), -1);
    exchange.close();
    received.add(new Received(exchange.getRequestHeaders(), body));
  }

  String url() {
    return "http://127.0.0.1:%d/hook".formatted(port());
  }

  int port() {
    return server.getAddress().getPort();
  }

  void answerWith(int newStatus) {
    status.set(newStatus);
  }

  /// The next that comes; waits for it.
  Received next() {
    return next(Duration.ofSeconds(PATIENCE_SECONDS));
  }

  /// As [#next], with more patience.
  Received next(Duration patience) {
    try {
      var next = received.poll(patience.toSeconds(), TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("nothing came within " + patience.toSeconds() + " seconds");
      }
      return next;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
