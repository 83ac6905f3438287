package dev.muster.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.muster.scim.filter.FilterChecker;
import dev.muster.scim.filter.FilterEvaluator;
import dev.muster.scim.message.ScimException;
import dev.muster.scim.message.ScimJson;
import dev.muster.scim.patch.GroupPatch;
import dev.muster.scim.patch.PatchApplier;
import dev.muster.scim.patch.PatchOp;
import dev.muster.scim.schema.ResourceSchema;
import dev.muster.scim.schema.SchemaRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/// An application that outlives the server that is killed, holds nothing unique and counts: an
/// account that is created twice is there twice, and every repeated create is known.
final class CountingTarget implements AutoCloseable {
  private static final int PAGE = 100;

  private final HttpServer http;
  private final long delayMillis;
  private final Map<String, Map<String, ObjectNode>> resources = new HashMap<>();
  private final Map<String, Integer> creates = new HashMap<>();
  private long lastId;

  private CountingTarget(HttpServer http, long delayMillis) {
    this.http = http;
    this.delayMillis = delayMillis;
  }

  /// @param delayMillis how long each answer takes: so that there is a moment to be killed in
  static CountingTarget start(long delayMillis) throws IOException {
    var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var target = new CountingTarget(http, delayMillis);
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.createContext("/scim/v2/Users", exchange -> target.answer(exchange, "User", "/Users"));
    http.createContext("/scim/v2/Groups", exchange -> target.answer(exchange, "Group", "/Groups"));
    http.start();
    return target;
  }

  String url() {
    return "http://127.0.0.1:%d/scim/v2".formatted(http.getAddress().getPort());
  }

  /// How many accounts there are for each entry.
  synchronized Map<String, Long> accounts() {
    return users().values().stream()
        .collect(
            Collectors.groupingBy(
                user -> user.path("externalId").asString(""), Collectors.counting()));
  }

  /// How often a create was sent for an entry that had been created.
  synchronized int repeatedCreates() {
    return creates.values().stream().mapToInt(count -> count - 1).sum();
  }

  /// User names of accounts by whether they are active.
  synchronized Map<String, Boolean> active() {
    return users().values().stream()
        .collect(
            Collectors.toMap(
                user -> user.path("userName").asString(""),
                user -> user.path("active").booleanValue(true),
                (one, other) -> one || other));
  }

  private Map<String, ObjectNode> users() {
    return ofType("User");
  }

  private Map<String, ObjectNode> ofType(String type) {
    return resources.computeIfAbsent(type, key -> new TreeMap<>());
  }

  private void answer(HttpExchange exchange, String type, String endpoint) throws IOException {
    try (exchange) {
      var body = exchange.getRequestBody().readAllBytes();
      Thread.sleep(delayMillis);
      var path = exchange.getRequestURI().getPath();
      var id = path.substring(path.indexOf(endpoint) + endpoint.length()).replaceFirst("^/", "");
      var answer = perform(exchange, type, id, body);
      var bytes = answer.body().map(ScimJson::writeBytes).orElse(new byte[0]);
      exchange.getResponseHeaders().set("Content-Type", "application/scim+json");
      exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private record Answer(int status, Optional<ObjectNode> body) {}

  private synchronized Answer perform(HttpExchange exchange, String type, String id, byte[] body) {
    var schema = SchemaRegistry.core().findResourceType(type).orElseThrow();
    try {
      return switch (exchange.getRequestMethod()) {
        case "POST" -> create(type, ScimJson.parseObject(body));
        case "PATCH" -> patch(schema, type, id, ScimJson.parseObject(body));
        case "DELETE" -> new Answer(ofType(type).remove(id) == null ? 404 : 204, Optional.empty());
        default ->
            id.isEmpty()
                ? new Answer(200, Optional.of(list(schema, type, query(exchange))))
                : Optional.ofNullable(ofType(type).get(id))
                    .map(found -> new Answer(200, Optional.of(found)))
                    .orElse(new Answer(404, Optional.empty()));
      };
    } catch (ScimException e) {
      return new Answer(e.status(), Optional.empty());
    }
  }

  private Answer create(String type, ObjectNode body) {
    lastId++;
    var id = "%s-%08d".formatted(type, lastId);
    body.put("id", id);
    creates.merge(
        type + body.path("externalId").asString(body.path("displayName").asString("")),
        1,
        Integer::sum);
    ofType(type).put(id, body);
    return new Answer(201, Optional.of(body));
  }

  private Answer patch(ResourceSchema schema, String type, String id, ObjectNode body) {
    var found = ofType(type).get(id);
    if (found == null) {
      return new Answer(404, Optional.empty());
    }
    var patch = PatchOp.parse(body);
    // Members are of no interest here.
    var document = type.equals("Group") ? GroupPatch.split(patch, schema).document() : patch;
    ofType(type).put(id, PatchApplier.apply(found, document, schema).put("id", id));
    return new Answer(204, Optional.empty());
  }

  private ObjectNode list(ResourceSchema schema, String type, Map<String, String> query) {
    var filter =
        Optional.ofNullable(query.get("filter")).map(text -> FilterChecker.check(text, schema));
    var matches =
        ofType(type).values().stream()
            .filter(resource ->
                filter.map(checked -> FilterEvaluator.matches(checked, resource)).orElse(true))
            .toList();
    var start = Integer.parseInt(query.getOrDefault("startIndex", "1"));
    var count = Math.min(PAGE, Integer.parseInt(query.getOrDefault("count", "" + PAGE)));
    var page =
        matches.subList(
            Math.min(matches.size(), start - 1), Math.min(matches.size(), start - 1 + count));
    var json = ScimJson.object();
    json.putArray("schemas").add("urn:ietf:params:scim:api:messages:2.0:ListResponse");
    json.put("totalResults", matches.size()).put("startIndex", start);
    json.put("itemsPerPage", page.size());
    json.putArray("Resources").addAll(List.copyOf(page));
    return json;
  }

  private static Map<String, String> query(HttpExchange exchange) {
    var query = new HashMap<String, String>();
    var text = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
    for (var part : text.split("&", -1)) {
      var pair = part.split("=", 2);
      if (pair.length == 2) {
        query.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
      }
    }
    return query;
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
