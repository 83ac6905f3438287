package dev.muster.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/// A real HTTP server that answers as a test tells it to.
final class ScriptedServer implements AutoCloseable {
  private static final String DRIPS = "application/json; drips=true";

  private final String scheme;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
  private final List<String> authorizations = Collections.synchronizedList(new ArrayList<>());

  /// What to answer to a request; status 0 hangs up without an answer.
  interface Script {
    Answer answer(int number, String request);
  }

  record Answer(int status, String contentType, String body, Map<String, String> headers) {
    static Answer scim(int status, String body) {
      return new Answer(status, "application/scim+json", body, Map.of());
    }

    static Answer json(int status, String body) {
      return new Answer(status, "application/json", body, Map.of());
    }

    /// No answer until the server is closed.
    static Answer silence() {
      return new Answer(-1, "", "", Map.of());
    }

    /// An answer byte by byte, fifty milliseconds apart.
    static Answer dripping(String body) {
      return new Answer(200, DRIPS, body, Map.of());
    }

    static Answer hangUp() {
      return new Answer(0, "", "", Map.of());
    }

    Answer with(String header, String value) {
      return new Answer(status, contentType, body, Map.of(header, value));
    }
  }

  ScriptedServer(Script script) {
    this("http", http(), script);
  }

  private ScriptedServer(String scheme, HttpServer server, Script script) {
    this.scheme = scheme;
    this.server = server;
    server.createContext("/", exchange -> answer(exchange, script));
    server.setExecutor(threads);
    server.start();
  }

  /// A server over TLS.
  ///
  /// @param mutual whether clients have to show a certificate
  static ScriptedServer tls(SSLContext context, boolean mutual, Script script) {
    try {
      var server = HttpsServer.create(loopback(), 0);
      server.setHttpsConfigurator(
          new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
              var tls = context.getDefaultSSLParameters();
              tls.setNeedClientAuth(mutual);
              parameters.setSSLParameters(tls);
            }
          });
      return new ScriptedServer("https", server, script);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HttpServer http() {
    try {
      return HttpServer.create(loopback(), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private void answer(HttpExchange exchange, Script script) throws IOException {
    try (exchange) {
      bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      var authorization = exchange.getRequestHeaders().getFirst("Authorization");
      authorizations.add(authorization == null ? "" : authorization);
      var request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
      requests.add(request);
      var answer = script.answer(requests.size(), request);
      if (answer.status() == 0) {
        return;
      }
      if (answer.status() < 0) {
        closed.await();
        return;
      }
      var body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", answer.contentType());
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      if (answer.contentType().equals(DRIPS)) {
        drip(exchange, body);
      } else {
        exchange.getResponseBody().write(body);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void drip(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
    for (var one : body) {
      exchange.getResponseBody().write(one);
      exchange.getResponseBody().flush();
      if (closed.await(50, TimeUnit.MILLISECONDS)) {
        return;
      }
    }
  }

  List<String> requests() {
    return List.copyOf(requests);
  }

  List<String> bodies() {
    return List.copyOf(bodies);
  }

  /// The `Authorization` of each request; empty text for none.
  List<String> authorizations() {
    return List.copyOf(authorizations);
  }

  void forget() {
    requests.clear();
    bodies.clear();
    authorizations.clear();
  }

  ScimConnection connection() {
    return ScimConnection.of(
            "%s://localhost:%d/scim".formatted(scheme, server.getAddress().getPort()), "s3cret")
        .withRequestsPerSecond(Optional.empty());
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.close();
  }
}
