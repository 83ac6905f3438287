package dev.muster.server.scim;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.Configuration;
import dev.muster.server.MusterServer;
import dev.muster.server.cli.AdminClient;
import java.io.File;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// A whole server with one tenant, spoken to over HTTP.
public final class ScimServer implements AutoCloseable {
  private static final AtomicInteger UNIQUE = new AtomicInteger();

  private final MusterServer server;
  private final Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private final String base;
  private final String token;

  private ScimServer(MusterServer server, Path folder, String base, String token) {
    this.server = server;
    this.folder = folder;
    this.base = base;
    this.token = token;
  }

  public static ScimServer start() {
    var folder = newFolder();
    var server = MusterServer.start(Configuration.local(folder));
    var admin = new AdminClient(server.baseUrl(), server.adminToken());
    var tenant = admin.post("/tenants", ScimJson.object().put("name", "acme"));
    return new ScimServer(
        server, folder, tenant.path("tenantUrl").asString(), tenant.path("token").asString());
  }

  /// An answer; the body is a missing node when there is none.
  public record Answer(HttpResponse<byte[]> http, JsonNode body) {
    public int status() {
      return http.statusCode();
    }

    public String header(String name) {
      return http.headers().firstValue(name).orElse("");
    }

    public String scimType() {
      return body.path("scimType").asString("");
    }

    public List<String> ids() {
      var ids = new ArrayList<String>();
      body.path("Resources").forEach(resource -> ids.add(resource.path("id").asString()));
      return ids;
    }

    public List<String> all(String attribute) {
      var values = new ArrayList<String>();
      body.path("Resources").forEach(resource -> values.add(resource.path(attribute).asString("")));
      return values;
    }
  }

  public String base() {
    return base;
  }

  /// The same tenant with a token that acts for a user.
  public ScimServer actingFor(String userId) {
    var admin = new AdminClient(server.baseUrl(), server.adminToken());
    var issued =
        admin.post(
            "/tenants/acme/tokens", ScimJson.object().put("name", "me").put("userId", userId));
    return new ScimServer(server, folder, base, issued.path("token").asString());
  }

  /// The same tenant with another token, or with none if it is empty.
  ScimServer withToken(String other) {
    return new ScimServer(server, folder, base, other);
  }

  /// Another tenant's endpoint with the same token.
  ScimServer at(String tenant) {
    return new ScimServer(server, folder, base.replace("/t/acme/", "/t/" + tenant + "/"), token);
  }

  public String token() {
    return token;
  }

  public Answer get(String path, String... headers) {
    return send("GET", path, "", headers);
  }

  public Answer post(String path, String body, String... headers) {
    return send("POST", path, body, headers);
  }

  public Answer put(String path, String body, String... headers) {
    return send("PUT", path, body, headers);
  }

  public Answer patch(String path, String operations, String... headers) {
    return send(
        "PATCH",
        path,
        """
        {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [%s]}
        """
            .formatted(operations),
        headers);
  }

  public Answer delete(String path, String... headers) {
    return send("DELETE", path, "", headers);
  }

  public Answer filter(String path, String filter) {
    return get(path + "?filter=" + encode(filter));
  }

  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// A name that nobody else has.
  public static String unique(String prefix) {
    return prefix + UNIQUE.incrementAndGet();
  }

  /// Makes a user and gives its id.
  public String newUser(String userName) {
    return newUser(userName, "");
  }

  /// Makes a user and gives its id.
  ///
  /// @param more further members of the body, each after a comma
  public String newUser(String userName, String more) {
    return post(
            "/Users",
            """
            {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "%s"%s}
            """
                .formatted(userName, more))
        .body()
        .path("id")
        .asString();
  }

  public String newGroup(String name, String... members) {
    var group = ScimJson.object().put("displayName", name);
    for (var member : members) {
      group.withArray("members").addObject().put("value", member);
    }
    return post("/Groups", ScimJson.write(group)).body().path("id").asString();
  }

  public Answer send(String method, String path, String body, String... headers) {
    var request = HttpRequest.newBuilder(URI.create(base + path));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    if (!body.isEmpty() && !List.of(headers).contains("Content-Type")) {
      request.header("Content-Type", "application/scim+json");
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    request.method(
        method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    return send(request.build());
  }

  private Answer send(HttpRequest request) {
    try {
      var response = http.send(request, BodyHandlers.ofByteArray());
      var json = response.headers().firstValue("Content-Encoding").isEmpty();
      return new Answer(
          response,
          json && response.body().length > 0
              ? ScimJson.parseObject(response.body())
              : MissingNode.getInstance());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    http.close();
    server.close();
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path newFolder() {
    try {
      return Files.createTempDirectory("muster");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
