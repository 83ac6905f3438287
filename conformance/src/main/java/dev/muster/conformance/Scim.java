package dev.muster.conformance;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// The server under test, at the level of HTTP.
final class Scim implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final URI base;
  private final String token;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  Scim(URI base, String token) {
    this.base = base;
    this.token = token;
  }

  /// An answer; the body is a missing node if it is no JSON.
  record Answer(int status, Map<String, String> headers, JsonNode body) {}

  Answer get(String path) {
    return send("GET", path, "", Map.of());
  }

  Answer post(String path, String body) {
    return send("POST", path, body, Map.of());
  }

  Answer put(String path, String body) {
    return send("PUT", path, body, Map.of());
  }

  Answer patch(String path, String operations) {
    return send(
        "PATCH",
        path,
        """
        {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [%s]}
        """
            .formatted(operations),
        Map.of());
  }

  Answer delete(String path) {
    return send("DELETE", path, "", Map.of());
  }

  Answer filter(String endpoint, String filter) {
    return get(endpoint + "?filter=" + encode(filter));
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  Answer withToken(String other, String path) {
    return send("GET", path, "", Map.of("Authorization", "Bearer " + other));
  }

  Answer send(String method, String path, String body, Map<String, String> headers) {
    var request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(Duration.ofSeconds(30))
            .header("Accept", "application/scim+json");
    if (!headers.containsKey("Authorization")) {
      request.header("Authorization", "Bearer " + token);
    }
    headers.forEach(request::header);
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/scim+json");
    }
    request.method(
        method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    try {
      var response = http.send(request.build(), BodyHandlers.ofString());
      return new Answer(
          response.statusCode(),
          Map.of(
              "content-type", response.headers().firstValue("Content-Type").orElse(""),
              "location", response.headers().firstValue("Location").orElse(""),
              "etag", response.headers().firstValue("ETag").orElse("")),
          parse(response.body()).orElse(MissingNode.getInstance()));
    } catch (IOException e) {
      throw new CheckFailure("%s %s: %s".formatted(method, path, e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CheckFailure("interrupted");
    }
  }

  private static Optional<JsonNode> parse(String body) {
    try {
      return body.isBlank() ? Optional.empty() : Optional.of(JSON.readTree(body));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
