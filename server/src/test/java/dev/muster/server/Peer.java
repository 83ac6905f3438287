package dev.muster.server;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.cli.AdminClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.node.ObjectNode;

/// A server and somebody who talks to it over HTTP.
final class Peer implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final MusterServer server;

  Peer(Configuration configuration) {
    this.server = MusterServer.start(configuration);
  }

  static Peer on(Path folder) {
    return new Peer(Configuration.local(folder));
  }

  String url() {
    return server.baseUrl();
  }

  String adminToken() {
    return server.adminToken();
  }

  AdminClient admin() {
    return new AdminClient(server.baseUrl(), server.adminToken());
  }

  /// A new tenant; its token.
  String tenant(String name) {
    var made = admin().post("/tenants", ScimJson.object().put("name", name));
    return made.path("token").stringValue();
  }

  HttpResponse<String> send(String method, String path, String token, String body) {
    return send(
        HttpRequest.newBuilder(URI.create(server.baseUrl() + path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/scim+json")
            .method(method, BodyPublishers.ofString(body))
            .build());
  }

  HttpResponse<String> get(String path, String token) {
    return send("GET", path, token, "");
  }

  /// Asks the admin API, whatever it answers.
  HttpResponse<String> adminSend(String method, String path, String body) {
    return send(method, "/api/v1" + path, server.adminToken(), body);
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static ObjectNode json(HttpResponse<String> response) {
    return ScimJson.parseObject(response.body());
  }

  /// Waits until something is so, for at most 20 seconds.
  static void await(BooleanSupplier condition) throws InterruptedException {
    var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("it did not come about within 20 seconds");
      }
      Thread.sleep(50);
    }
  }

  @Override
  public void close() {
    server.close();
    http.close();
  }
}
