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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/// A browser at the console: it keeps cookies, and says where its forms come from. It follows no
/// redirects, so that a test sees them.
final class Browser implements AutoCloseable {
  private final String origin;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private final Map<String, String> fields = new LinkedHashMap<>();

  /// @param origin such as `http://localhost:8080`
  Browser(String origin) {
    this.origin = origin;
  }

  /// A browser that has opened the server's console at `localhost`, where there are passkeys.
  static Browser at(MusterServer server) {
    return new Browser(server.baseUrl().replace("127.0.0.1", "localhost"));
  }

  String origin() {
    return origin;
  }

  /// Adds a field to each request, as a proxy would.
  Browser sending(String name, String value) {
    fields.put(name, value);
    return this;
  }

  /// A cookie's value; empty text if it has none such.
  String cookie(String name) {
    return cookies.getOrDefault(name, "");
  }

  void plant(String cookie, String value) {
    cookies.put(cookie, value);
  }

  HttpResponse<String> get(String path) {
    return send(request(path).GET());
  }

  HttpResponse<String> post(String path, Map<String, String> form) {
    var body =
        form.entrySet().stream()
            .map(field -> field.getKey() + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return send(
        request(path)
            .header("Origin", origin)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /// What a script asks for.
  ObjectNode ask(String path) {
    return ask(path, Map.of());
  }

  /// What a script asks for, with fields of the form.
  ObjectNode ask(String path, Map<String, String> form) {
    return ScimJson.parseObject(post(path, form).body());
  }

  private HttpRequest.Builder request(String path) {
    var request =
        HttpRequest.newBuilder(
            URI.create(path.startsWith("http") ? path : origin + "/console" + path));
    fields.forEach(request::header);
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    return request;
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      var response = http.send(request.build(), BodyHandlers.ofString());
      for (var field : response.headers().allValues("Set-Cookie")) {
        var pair = field.substring(0, field.indexOf(';')).split("=", 2);
        cookies.put(pair[0], pair[1]);
      }
      return response;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    http.close();
  }
}
