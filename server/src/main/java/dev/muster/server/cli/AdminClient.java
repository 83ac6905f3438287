package dev.muster.server.cli;

import dev.muster.scim.message.ScimException;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.admin.AdminApi;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/// A client of the admin API. Each call returns the response's body, empty when it has none, and
/// throws `CommandException` with the server's own words when the server refuses.
///
/// ```java
/// var tenant = admin.post("/tenants", ScimJson.object().put("name", "acme"));
/// ```
public final class AdminClient {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofMinutes(2);

  private final String server;
  private final String token;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();

  /// A client of the server at that address.
  ///
  /// @param server base URL, with or without a slash at its end
  public AdminClient(String server, String token) {
    this.server = server.endsWith("/") ? server.substring(0, server.length() - 1) : server;
    this.token = token;
  }

  /// Reads what is at a path.
  ///
  /// @param path within the admin API, such as `/tenants`
  public ObjectNode get(String path) {
    return send("GET", path, BodyPublishers.noBody());
  }

  public ObjectNode post(String path, ObjectNode body) {
    return send("POST", path, json(body));
  }

  public ObjectNode put(String path, ObjectNode body) {
    return send("PUT", path, json(body));
  }

  /// Uploads a file.
  public ObjectNode put(String path, byte[] file) {
    return send("PUT", path, BodyPublishers.ofByteArray(file));
  }

  public ObjectNode patch(String path, ObjectNode body) {
    return send("PATCH", path, json(body));
  }

  public ObjectNode delete(String path) {
    return send("DELETE", path, BodyPublishers.noBody());
  }

  /// A name that a user gave as one segment of a path.
  public static String segment(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /// Writes what is at a path into a file, however long it is.
  void download(String path, Path file) {
    var response =
        exchange(
            request("GET", path, BodyPublishers.noBody()).build(),
            answer ->
                answer.statusCode() < 300
                    ? BodySubscribers.mapping(BodySubscribers.ofFile(file), written -> new byte[0])
                    : BodySubscribers.ofByteArray());
    if (response.statusCode() >= 300) {
      read(response.statusCode(), response.body());
    }
  }

  private ObjectNode send(String method, String path, BodyPublisher body) {
    var response =
        exchange(request(method, path, body).timeout(ANSWER).build(), BodyHandlers.ofByteArray());
    return read(response.statusCode(), response.body());
  }

  private HttpRequest.Builder request(String method, String path, BodyPublisher body) {
    return HttpRequest.newBuilder(uri(path))
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json")
        .header("Accept", "application/json")
        .method(method, body);
  }

  private <T> HttpResponse<T> exchange(HttpRequest request, BodyHandler<T> answer) {
    try {
      return http.send(request, answer);
    } catch (IOException e) {
      throw new CommandException(
          "cannot reach %s; is \"muster run\" running there?".formatted(server), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException("interrupted while waiting for " + server, e);
    }
  }

  private URI uri(String path) {
    try {
      return URI.create(server + AdminApi.PREFIX + path);
    } catch (IllegalArgumentException e) {
      throw new CommandException("--server: \"%s\" is not a URL".formatted(server), e);
    }
  }

  private ObjectNode read(int status, byte[] body) {
    var json = body.length == 0 ? ScimJson.object() : parse(status, body);
    if (status < 300) {
      return json;
    }
    throw new CommandException(
        json.path("detail").asString("%s answered with status %d".formatted(server, status)));
  }

  private ObjectNode parse(int status, byte[] body) {
    try {
      return ScimJson.parseObject(body);
    } catch (ScimException e) {
      throw new CommandException(
          "%s answered with status %d and no JSON; is it a muster server?"
              .formatted(server, status),
          e);
    }
  }

  private static BodyPublisher json(ObjectNode body) {
    return BodyPublishers.ofByteArray(ScimJson.writeBytes(body));
  }
}
