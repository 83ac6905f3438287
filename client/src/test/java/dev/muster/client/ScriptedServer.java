package dev.muster.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
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

/// A real HTTP server that answers as a test tells it to.
final class ScriptedServer implements AutoCloseable {
  private final HttpServer server;
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

  /// What to answer to a request; status 0 hangs up without an answer.
  interface Script {
    Answer answer(int number, String request);
  }

  record Answer(int status, String contentType, String body, Map<String, String> headers) {
    static Answer scim(int status, String body) {
      return new Answer(status, "application/scim+json", body, Map.of());
    }

    static Answer hangUp() {
      return new Answer(0, "", "", Map.of());
    }

    Answer with(String header, String value) {
      return new Answer(status, contentType, body, Map.of(header, value));
    }
  }

  ScriptedServer(Script script) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", exchange -> answer(exchange, script));
    server.start();
  }

  private void answer(HttpExchange exchange, Script script) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      var request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
      requests.add(request);
      var answer = script.answer(requests.size(), request);
      if (answer.status() == 0) {
        return;
      }
      var body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", answer.contentType());
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  List<String> requests() {
    return List.copyOf(requests);
  }

  ScimConnection connection() {
    return ScimConnection.of(
            "http://127.0.0.1:%d/scim".formatted(server.getAddress().getPort()), "s3cret")
        .withRequestsPerSecond(Optional.empty());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
