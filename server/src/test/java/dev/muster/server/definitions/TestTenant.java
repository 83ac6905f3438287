package dev.muster.server.definitions;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.Configuration;
import dev.muster.server.MusterServer;
import dev.muster.server.cli.AdminClient;
import dev.muster.store.PostgreSqlServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A whole server with one tenant, `acme`, reached over HTTP.
record TestTenant(Optional<MusterServer> server, HttpClient http, String url, String token) {
  static final TestTenant NONE =
      new TestTenant(Optional.empty(), HttpClient.newHttpClient(), "", "");

  enum Kind {
    SQLITE,
    POSTGRESQL
  }

  record Answer(int status, JsonNode body) {}

  static TestTenant start(Kind kind, Path folder) {
    var database =
        switch (kind) {
          case SQLITE -> Optional.<String>empty();
          case POSTGRESQL -> Optional.of(PostgreSqlServer.newDatabase());
        };
    var server =
        MusterServer.start(new Configuration("127.0.0.1", 0, folder, database, Optional.empty()));
    var made =
        new AdminClient(server.baseUrl(), server.adminToken())
            .post("/tenants", ScimJson.object().put("name", "acme"));
    return new TestTenant(
        Optional.of(server),
        HttpClient.newHttpClient(),
        made.path("tenantUrl").asString(),
        made.path("token").asString());
  }

  AdminClient admin() {
    var running = server.orElseThrow();
    return new AdminClient(running.baseUrl(), running.adminToken());
  }

  Answer get(String path) {
    return send("GET", path, "");
  }

  Answer send(String method, String path, String body) {
    try {
      var response =
          http.send(
              HttpRequest.newBuilder(URI.create(url + path))
                  .header("Authorization", "Bearer " + token)
                  .header("Content-Type", "application/scim+json")
                  .method(method, BodyPublishers.ofString(body))
                  .build(),
              BodyHandlers.ofString());
      return new Answer(
          response.statusCode(),
          response.body().isEmpty() ? ScimJson.object() : ScimJson.parseObject(response.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  void close() {
    http.close();
    server.ifPresent(MusterServer::close);
  }
}
