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
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
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

  private ObjectNode send(String method, String path, BodyPublisher body) {
    var request =
        HttpRequest.newBuilder(uri(path))
            .timeout(ANSWER)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .method(method, body)
            .build();
    try {
      var response = http.send(request, BodyHandlers.ofByteArray());
      return read(response.statusCode(), response.body());
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
