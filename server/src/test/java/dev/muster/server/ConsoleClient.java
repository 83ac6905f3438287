package dev.muster.server;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.cli.AdminClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Somebody who is signed in to the console, without a browser: pages are text.
record ConsoleClient(HttpClient http, String baseUrl, String cookie) {
  private static final String PASSWORD = "seventeen quiet harbours";

  /// Somebody new with these roles, as the admin API takes them.
  static ConsoleClient somebody(HttpClient http, Muster muster, String email, String roles) {
    var body = ScimJson.object().put("email", email).put("name", email).put("password", PASSWORD);
    body.set("roles", ScimJson.parse(roles));
    new AdminClient(muster.baseUrl(), muster.adminToken()).post("/administrators", body);
    var entered =
        new ConsoleClient(http, muster.baseUrl(), "")
            .post("/sign-in", Map.of("email", email, "password", PASSWORD));
    return new ConsoleClient(http, muster.baseUrl(), session(entered).orElseThrow());
  }

  /// The cookie of the session that an answer begins.
  static Optional<String> session(HttpResponse<String> answer) {
    return cookie(answer, "muster_session");
  }

  private static Optional<String> cookie(HttpResponse<String> answer, String name) {
    return answer.headers().allValues("Set-Cookie").stream()
        .filter(field -> field.startsWith(name + "="))
        .map(field -> field.substring(0, field.indexOf(';')))
        .findFirst();
  }

  /// Somebody who is not signed in.
  static ConsoleClient nobody(HttpClient http, Muster muster) {
    return new ConsoleClient(http, muster.baseUrl(), "");
  }

  HttpResponse<String> get(String path) {
    return send(http, request(path).GET());
  }

  HttpResponse<String> post(String path, Map<String, String> fields) {
    return post(path, fields, baseUrl);
  }

  HttpResponse<String> post(String path, Map<String, String> fields, String origin) {
    var form =
        fields.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return send(
        http,
        request(path)
            .header("Origin", origin)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  /// Sends a form and gives the page that it leads to, with what that says.
  String submit(String path, Map<String, String> fields) {
    var answer = post(path, fields);
    var said = cookie(answer, "muster_said");
    return answer
        .headers()
        .firstValue("Location")
        .map(next ->
            new ConsoleClient(http, baseUrl, cookie + said.map(s -> "; " + s).orElse(""))
                .get(next.substring("/console".length()))
                .body())
        .orElseGet(answer::body);
  }

  /// @param path below `/console`, or a whole URL
  private HttpRequest.Builder request(String path) {
    var url = path.startsWith("http") ? path : baseUrl + "/console" + path;
    var builder = HttpRequest.newBuilder(URI.create(url));
    return cookie.isEmpty() ? builder : builder.header("Cookie", cookie);
  }

  static HttpResponse<String> send(HttpClient http, HttpRequest.Builder request) {
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
