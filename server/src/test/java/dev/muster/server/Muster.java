package dev.muster.server;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.cli.AdminClient;
import dev.muster.server.outbound.OutboundPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A running server with one tenant, and requests to it in few words.
final class Muster implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final MusterServer server;
  private final AdminClient admin;
  private final String token;

  private Muster(MusterServer server, AdminClient admin, String token) {
    this.server = server;
    this.admin = admin;
    this.token = token;
  }

  /// A server on a new folder, with the tenant `acme`.
  static Muster start(Path folder) {
    var server = MusterServer.start(configuration(folder));
    var admin = new AdminClient(server.baseUrl(), server.adminToken());
    var tenant = admin.post("/tenants", ScimJson.object().put("name", "acme"));
    return new Muster(server, admin, tenant.path("token").asString());
  }

  /// The server on a folder that has been used before.
  static Muster restart(Path folder, String token) {
    var server = MusterServer.start(configuration(folder));
    return new Muster(server, new AdminClient(server.baseUrl(), server.adminToken()), token);
  }

  private static Configuration configuration(Path folder) {
    return Configuration.local(folder).with(OutboundPolicy.allowing(List.of("127.0.0.0/8")));
  }

  record Answer(int status, Map<String, String> headers, ObjectNode body) {
    String id() {
      return body.path("id").asString();
    }

    Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }
  }

  String token() {
    return token;
  }

  String adminToken() {
    return server.adminToken();
  }

  String baseUrl() {
    return server.baseUrl();
  }

  AdminClient admin() {
    return admin;
  }

  /// Reads below the tenant in the admin API.
  JsonNode adminGet(String path) {
    return admin.get("/tenants/acme" + path);
  }

  ObjectNode adminPost(String path, String json) {
    return admin.post("/tenants/acme" + path, ScimJson.parseObject(json));
  }

  /// What `/metrics` says.
  String metrics() {
    try {
      var request = HttpRequest.newBuilder(URI.create(server.baseUrl() + "/metrics")).build();
      return http.send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  void set(String json) {
    admin.patch("/tenants/acme/settings", ScimJson.parseObject(json));
  }

  /// A SCIM request of the tenant's client.
  Answer scim(String method, String path, String body) {
    return send(method, "/t/acme/scim/v2" + path, body);
  }

  Answer createUser(String userName) {
    return scim(
        "POST",
        "/Users",
        """
        {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "%s", "active": true}
        """
            .formatted(userName));
  }

  Answer createGroup(String name, String... members) {
    var group = ScimJson.object().put("displayName", name);
    group.putArray("schemas").add("urn:ietf:params:scim:schemas:core:2.0:Group");
    var list = group.putArray("members");
    for (var member : members) {
      list.addObject().put("value", member);
    }
    return scim("POST", "/Groups", ScimJson.write(group));
  }

  Answer patch(String path, String operations) {
    return scim(
        "PATCH",
        path,
        """
        {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [%s]}
        """
            .formatted(operations));
  }

  Answer deactivate(String id) {
    return patch("/Users/" + id, "{\"op\": \"replace\", \"path\": \"active\", \"value\": false}");
  }

  /// A request with the token of the tenant's client.
  Answer send(String method, String path, String body) {
    try {
      var request =
          HttpRequest.newBuilder(URI.create(server.baseUrl() + path))
              .header("Authorization", "Bearer " + token)
              .header("Content-Type", "application/scim+json")
              .method(method, BodyPublishers.ofString(body))
              .build();
      var response = http.send(request, BodyHandlers.ofString());
      var headers = new java.util.HashMap<String, String>();
      response.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
      return new Answer(
          response.statusCode(),
          headers,
          response.body().isEmpty() ? ScimJson.object() : ScimJson.parseObject(response.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.close();
    http.close();
  }
}
