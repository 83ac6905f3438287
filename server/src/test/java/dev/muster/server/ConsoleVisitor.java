package dev.muster.server;

import dev.muster.scim.message.ScimJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/// Somebody with a browser at the console of a server, and the admin API beside it.
final class ConsoleVisitor {
  private static final String PASSWORD = "seventeen quiet harbours";

  private final HttpClient http;
  private final MusterServer server;
  private final String cookie;

  private ConsoleVisitor(HttpClient http, MusterServer server, String cookie) {
    this.http = http;
    this.server = server;
    this.cookie = cookie;
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
    var session =
        entered.headers().allValues("Set-Cookie").stream()
            .filter(field -> field.startsWith("muster_session="))
            .map(field -> field.substring(0, field.indexOf(';')))
            .findFirst()
            .orElseThrow();
    return new ConsoleVisitor(http, server, session);
  }

  HttpResponse<String> get(String path) {
    return send(request("/console" + path).header("Cookie", cookie).GET());
  }

  HttpResponse<String> post(String path, Map<String, String> fields) {
    return post(path, fields, server.baseUrl());
  }

  HttpResponse<String> post(String path, Map<String, String> fields, String origin) {
    var form =
        fields.entrySet().stream()
            .map(field -> field.getKey() + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return send(
        request("/console" + path)
            .header("Cookie", cookie)
            .header("Origin", origin)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  /// The admin API, with the token of the data folder.
  ObjectNode admin(String method, String path, String body) {
    var answer =
        send(
            request("/api/v1" + path)
                .header("Authorization", "Bearer " + server.adminToken())
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    if (answer.statusCode() >= 300) {
      throw new IllegalStateException(answer.body());
    }
    return answer.body().isEmpty() ? ScimJson.object() : ScimJson.parseObject(answer.body());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server.baseUrl() + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
