package dev.muster.conformance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A small provider of users that does what these tests need, and one thing wrong that they choose.
final class FaultyProvider implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String MESSAGES = "urn:ietf:params:scim:api:messages:2.0:";
  private static final String TOKEN = "token";

  private final Fault fault;
  private final HttpServer server;
  private final Map<String, ObjectNode> users = new TreeMap<>();

  /// What it does wrong.
  enum Fault {
    NOTHING,
    CREATES_WITH_200,
    TAKES_DUPLICATES,
    ADVERTISES_SORT,
    HIDES_PATCH,
    SHOWS_PASSWORDS,
    ERRORS_WITHOUT_BODY,
    DELETES_NOTHING,
    REFUSES_TO_DELETE,
    LETS_ANYBODY_IN,
    FAILS_AT_PATCH
  }

  FaultyProvider(Fault fault) {
    this.fault = fault;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  String token() {
    return TOKEN;
  }

  synchronized int size() {
    return users.size();
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    var authorization = exchange.getRequestHeaders().getFirst("Authorization");
    if (fault != Fault.LETS_ANYBODY_IN && !("Bearer " + TOKEN).equals(authorization)) {
      send(exchange, 401, error(401, ""));
    } else if (path.equals("/ServiceProviderConfig")) {
      send(exchange, 200, config());
    } else if (path.equals("/Users") && exchange.getRequestMethod().equals("POST")) {
      create(exchange);
    } else if (path.equals("/Users")) {
      send(exchange, 200, list(exchange.getRequestURI().getQuery()));
    } else if (users.containsKey(path)) {
      one(exchange, path);
    } else {
      send(exchange, 404, error(404, ""));
    }
  }

  private void create(HttpExchange exchange) throws IOException {
    var body = JSON.readTree(exchange.getRequestBody().readAllBytes());
    var name = body.path("userName").asString("");
    var taken = users.values().stream().anyMatch(user -> name.equals(name(user)));
    if (taken && fault != Fault.TAKES_DUPLICATES) {
      send(exchange, 409, error(409, "uniqueness"));
      return;
    }
    var id = UUID.randomUUID().toString();
    var user = ((ObjectNode) body).put("id", id);
    if (fault != Fault.SHOWS_PASSWORDS) {
      user.remove("password");
    }
    var location = url() + "/Users/" + id;
    user.putObject("meta").put("resourceType", "User").put("location", location);
    users.put("/Users/" + id, user);
    exchange.getResponseHeaders().set("Location", location);
    send(exchange, fault == Fault.CREATES_WITH_200 ? 200 : 201, user);
  }

  private void one(HttpExchange exchange, String path) throws IOException {
    switch (exchange.getRequestMethod()) {
      case "DELETE" -> {
        if (fault == Fault.REFUSES_TO_DELETE) {
          send(exchange, 403, error(403, ""));
          return;
        }
        if (fault != Fault.DELETES_NOTHING) {
          users.remove(path);
        }
        send(exchange, 204, JSON.createObjectNode());
      }
      case "PATCH" -> {
        if (fault == Fault.FAILS_AT_PATCH) {
          send(exchange, 500, error(500, ""));
          return;
        }
        var operation =
            JSON.readTree(exchange.getRequestBody().readAllBytes()).path("Operations").path(0);
        var user = Objects.requireNonNull(users.get(path));
        user.set(operation.path("path").asString(""), operation.path("value"));
        send(exchange, 200, user);
      }
      default -> send(exchange, 200, Objects.requireNonNull(users.get(path)));
    }
  }

  private ObjectNode list(String query) {
    var wanted = query == null ? "" : query.replaceAll(".*userName eq \"([^\"]*)\".*", "$1");
    var filtered = query != null && query.contains("userName eq");
    var list = JSON.createObjectNode();
    list.putArray("schemas").add(MESSAGES + "ListResponse");
    var resources = list.putArray("Resources");
    users.values().stream()
        .filter(user -> !filtered || wanted.equals(name(user)))
        .forEach(resources::add);
    return list.put("totalResults", resources.size());
  }

  private static String name(JsonNode user) {
    return user.path("userName").asString("");
  }

  private ObjectNode config() {
    var config = JSON.createObjectNode();
    for (var feature : new String[] {"patch", "filter", "sort", "bulk", "etag", "changePassword"}) {
      var supported =
          switch (feature) {
            case "patch" -> fault != Fault.HIDES_PATCH;
            case "filter" -> true;
            case "sort" -> fault == Fault.ADVERTISES_SORT;
            default -> false;
          };
      config.putObject(feature).put("supported", supported);
    }
    return config;
  }

  private static ObjectNode error(int status, String scimType) {
    var error = JSON.createObjectNode().put("status", String.valueOf(status));
    error.putArray("schemas").add(MESSAGES + "Error");
    return scimType.isEmpty() ? error : error.put("scimType", scimType);
  }

  private void send(HttpExchange exchange, int status, JsonNode body) throws IOException {
    var isBare = status == 204 || (status >= 400 && fault == Fault.ERRORS_WITHOUT_BODY);
    var bytes = isBare ? new byte[0] : body.toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/scim+json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
