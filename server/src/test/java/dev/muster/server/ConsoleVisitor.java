package dev.muster.server;

import dev.muster.scim.message.ScimJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// Somebody with a browser at the console of a server, and the admin API beside it.
final class ConsoleVisitor {
  private static final String PASSWORD = "seventeen quiet harbours";

  private final HttpClient http;
  private final MusterServer server;
  private final ConsoleClient client;

  private ConsoleVisitor(HttpClient http, MusterServer server, String cookie) {
    this.http = http;
    this.server = server;
    this.client = new ConsoleClient(http, server.baseUrl(), cookie);
  }

  /// The first administrator, by the setup link.
  static ConsoleVisitor first(HttpClient http, MusterServer server) {
    var url = server.newSetupUrl().orElseThrow();
    var link = url.substring(url.indexOf("link=") + 5);
    var nobody = new ConsoleVisitor(http, server, "");
    return nobody.enteredBy(
        nobody.post(
            "/setup",
            Map.of("link", link, "name", "Ada", "email", "ada@example.com", "password", PASSWORD)));
  }

  /// Somebody with some roles, signed in.
  ConsoleVisitor somebody(String email, String roles) {
    var body =
        ScimJson.object().put("email", email).put("name", "Somebody").put("password", PASSWORD);
    body.set("roles", ScimJson.parse(roles));
    admin("POST", "/administrators", ScimJson.write(body));
    return enteredBy(post("/sign-in", Map.of("email", email, "password", PASSWORD)));
  }

  private ConsoleVisitor enteredBy(HttpResponse<String> entered) {
    return new ConsoleVisitor(http, server, ConsoleClient.session(entered).orElseThrow());
  }

  /// The cookie of the session, as a browser sends it.
  String cookie() {
    return client.cookie();
  }

  HttpResponse<String> get(String path) {
    return client.get(path);
  }

  HttpResponse<String> post(String path, Map<String, String> fields) {
    return client.post(path, fields);
  }

  HttpResponse<String> post(String path, Map<String, String> fields, String origin) {
    return client.post(path, fields, origin);
  }

  /// The admin API, with the token of the data folder.
  ObjectNode admin(String method, String path, String body) {
    var answer =
        ConsoleClient.send(
            http,
            HttpRequest.newBuilder(URI.create(server.baseUrl() + "/api/v1" + path))
                .header("Authorization", "Bearer " + server.adminToken())
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    if (answer.statusCode() >= 300) {
      throw new IllegalStateException(answer.body());
    }
    return answer.body().isEmpty() ? ScimJson.object() : ScimJson.parseObject(answer.body());
  }
}
