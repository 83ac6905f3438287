package dev.muster.client;

import dev.muster.client.ScimClientException.Kind;
import dev.muster.client.exchange.AddressGuard;
import dev.muster.client.exchange.Answer;
import dev.muster.client.exchange.Body;
import dev.muster.client.exchange.Outgoing;
import dev.muster.client.exchange.Transport;
import dev.muster.client.pace.Time;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A client of one SCIM service provider (RFC 7644). Safe for any number of threads; calls block.
///
/// Failures are [ScimClientException]s.
public final class ScimClient implements AutoCloseable {
  private static final String SCIM_JSON = "application/scim+json";

  private final ScimConnection connection;
  private final Transport transport;
  private final HttpExchange exchange;

  /// What the requests of a thread are for.
  private final ThreadLocal<String> correlation = ThreadLocal.withInitial(() -> "");

  /// Throws IllegalArgumentException when a certificate or key of the connection is none.
  public ScimClient(ScimConnection connection) {
    this(
        connection,
        connection.transport(AddressGuard.NONE),
        Time.SYSTEM,
        ThreadLocalRandom::current);
  }

  /// A client whose requests somebody listens to, and whose addresses are guarded. Throws
  /// IllegalArgumentException when a certificate or key of the connection is none.
  public ScimClient(ScimConnection connection, AddressGuard guard, ExchangeListener listener) {
    this(
        connection,
        connection.transport(guard),
        new RetryPolicy(() -> ThreadLocalRandom.current().nextLong()),
        Time.SYSTEM,
        listener);
  }

  /// A client with its own transport, time and random numbers: for simulations.
  public ScimClient(
      ScimConnection connection,
      Transport transport,
      Time time,
      Supplier<? extends RandomGenerator> random) {
    this(
        connection,
        transport,
        new RetryPolicy(() -> random.get().nextLong()),
        time,
        ExchangeListener.NONE);
  }

  /// A client that sends nothing twice: whoever looks for a fault wants to see the first answer.
  static ScimClient once(ScimConnection connection, AddressGuard guard) {
    return new ScimClient(
        connection,
        connection.transport(guard),
        RetryPolicy.never(),
        Time.SYSTEM,
        ExchangeListener.NONE);
  }

  private ScimClient(
      ScimConnection connection,
      Transport transport,
      RetryPolicy retries,
      Time time,
      ExchangeListener listener) {
    this.connection = connection;
    this.transport = transport;
    this.exchange =
        new HttpExchange(connection, transport, retries, time, listener, correlation::get);
  }

  /// Does something whose requests, as far as the calling thread sends them, are told to the
  /// listener with what they are for.
  public <T> T within(String purpose, Supplier<T> work) {
    var outer = correlation.get();
    correlation.set(purpose);
    try {
      return work.get();
    } finally {
      correlation.set(outer);
    }
  }

  /// How many requests the provider bears at once, as found out so far.
  public int concurrencyLimit() {
    return exchange.limit();
  }

  /// Requests sent so far, repeated ones included.
  public long requests() {
    return exchange.sent();
  }

  /// Creates a resource. It is never sent a second time once the first may have arrived: a lost
  /// answer is `UNKNOWN_OUTCOME`.
  public ObjectNode create(String endpoint, ObjectNode body) {
    var answer = send("POST", endpoint, Optional.of(body), false);
    try {
      return Refusals.requireObject(answer);
    } catch (ScimClientException e) {
      throw new ScimClientException(Kind.UNKNOWN_OUTCOME, answer.status(), e.detail());
    }
  }

  /// One resource; empty for 404.
  public Optional<ObjectNode> find(String endpoint, String id) {
    return findVersioned(endpoint, id).map(Versioned::resource);
  }

  /// A resource of a provider that stands alone, such as `/ServiceProviderConfig`.
  public ObjectNode get(String path) {
    return Refusals.requireObject(send("GET", path, Optional.empty(), true));
  }

  /// A resource as it was read.
  ///
  /// @param version its entity tag, where the provider gives one (RFC 7644 §3.14)
  public record Versioned(ObjectNode resource, Optional<String> version) {}

  /// One resource with its version; empty for 404.
  public Optional<Versioned> findVersioned(String endpoint, String id) {
    try {
      var answer = send("GET", path(endpoint, id), Optional.empty(), true);
      var resource = Refusals.requireObject(answer);
      var version =
          answer.header("ETag").orElse(resource.path("meta").path("version").asString(""));
      return Optional.of(
          new Versioned(resource, Optional.of(version).filter(tag -> !tag.isEmpty())));
    } catch (ScimClientException e) {
      if (e.kind() == Kind.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /// Replaces a resource.
  ///
  /// @param version that it has to have still, else `CHANGED`; empty for any
  public void replace(String endpoint, String id, ObjectNode body, Optional<String> version) {
    var headers = version.map(tag -> Map.of("If-Match", tag)).orElse(Map.of());
    send("PUT", path(endpoint, id), Optional.of(body), headers, true);
  }

  /// Sends a bulk request (RFC 7644 §3.7) and gives its answer. It is never sent a second time once
  /// the first may have arrived.
  public ObjectNode bulk(ObjectNode request) {
    return Refusals.requireObject(send("POST", "/Bulk", Optional.of(request), false));
  }

  /// Modifies a resource. The operations have to be such that repeating them does no harm.
  public void patch(String endpoint, String id, ObjectNode patchOp) {
    send("PATCH", path(endpoint, id), Optional.of(patchOp), true);
  }

  /// Deletes a resource.
  public void delete(String endpoint, String id) {
    send("DELETE", path(endpoint, id), Optional.empty(), true);
  }

  /// One page of a query.
  public ListPage query(String endpoint, ScimQuery query) {
    var response =
        Refusals.requireObject(send("GET", endpoint + "?" + encode(query), Optional.empty(), true));
    var next = Optional.of(response.path("nextCursor").asString("")).filter(c -> !c.isEmpty());
    // Cursor paging need not count (RFC 9865 §2.2).
    if (!response.path("totalResults").isNumber() && query.cursor().isEmpty()) {
      throw new ScimClientException(
          Kind.NOT_SCIM, 200, "GET %s: the answer has no totalResults".formatted(endpoint));
    }
    var resources = new ArrayList<ObjectNode>();
    for (JsonNode resource : response.path("Resources")) {
      if (resource instanceof ObjectNode object) {
        resources.add(object);
      }
    }
    return new ListPage(resources, response.path("totalResults").asLong(-1), next);
  }

  /// Visits every resource that a query finds, page by page. A provider that gives the same page
  /// again is given up with `NO_PAGING`.
  ///
  /// @param pageSize how many resources to ask for at once; a provider may give fewer
  public void walk(
      String endpoint, ScimQuery query, int pageSize, Consumer<List<ObjectNode>> page) {
    var walk = new PageWalk(endpoint);
    while (true) {
      var found = query(endpoint, query.page(walk.startIndex(), pageSize));
      var fresh = walk.take(found);
      if (!fresh.isEmpty()) {
        page.accept(fresh);
      }
      if (walk.ended()) {
        return;
      }
    }
  }

  /// As [#walk], by cursors (RFC 9865): nobody is missed or seen twice when others come and go
  /// meanwhile.
  public void walkByCursor(
      String endpoint, ScimQuery query, int pageSize, Consumer<List<ObjectNode>> page) {
    var cursors = new HashSet<String>();
    var cursor = Optional.of("");
    while (cursor.isPresent()) {
      if (!cursors.add(cursor.get())) {
        throw new ScimClientException(
            Kind.NO_PAGING,
            200,
            "GET %s: the provider gives a cursor that it gave before".formatted(endpoint));
      }
      var found = query(endpoint, query.page(cursor.get(), pageSize));
      if (!found.resources().isEmpty()) {
        page.accept(found.resources());
      }
      cursor = found.nextCursor();
    }
  }

  @Override
  public void close() {
    transport.close();
  }

  /// An operation of a bulk request as a request of its own. A resource that it makes is at the
  /// answer's `Location`.
  Answer single(BulkOperation operation) {
    var answer =
        send(operation.method(), operation.path(), operation.data(), operation.repeatable());
    if (operation.repeatable()) {
      return answer;
    }
    var id = Refusals.requireObject(answer).path("id").asString("");
    return Answer.of(
        answer.status(), Map.of("Location", path(operation.path(), id)), answer.body());
  }

  private Answer send(String method, String path, Optional<ObjectNode> body, boolean repeatable) {
    return send(method, path, body, Map.of(), repeatable);
  }

  private Answer send(
      String method,
      String path,
      Optional<ObjectNode> body,
      Map<String, String> headers,
      boolean repeatable) {
    var request =
        new Outgoing(
                method,
                URI.create(connection.baseUrl() + path),
                headers,
                body.<Body>map(Body.Json::new).orElseGet(Body.None::new),
                connection.timeout())
            .with("Accept", SCIM_JSON + ", application/json;q=0.9")
            .with("User-Agent", "Muster");
    var answer = exchange.send(request, endpoint(path), repeatable);
    if (answer.status() / 100 != 2) {
      throw Refusals.refusal(request.name(), answer, repeatable);
    }
    if (Refusals.html(answer)) {
      throw Refusals.webPage(request, answer, repeatable);
    }
    return answer;
  }

  /// `/Users` of `/Users/7` and of `/Users?filter=…`.
  private static String endpoint(String path) {
    var end = 1;
    while (end < path.length() && path.charAt(end) != '/' && path.charAt(end) != '?') {
      end++;
    }
    return path.substring(0, end);
  }

  private static String encode(ScimQuery query) {
    var parameters = new LinkedHashMap<String, String>();
    query.filter().ifPresent(filter -> parameters.put("filter", filter));
    query.cursor().ifPresent(cursor -> parameters.put("cursor", cursor));
    query.startIndex().ifPresent(index -> parameters.put("startIndex", Long.toString(index)));
    query.count().ifPresent(count -> parameters.put("count", Integer.toString(count)));
    if (!query.excludedAttributes().isEmpty()) {
      parameters.put("excludedAttributes", String.join(",", query.excludedAttributes()));
    }
    return parameters.entrySet().stream()
        .map(parameter -> parameter.getKey() + "=" + encode(parameter.getValue()))
        .collect(Collectors.joining("&"));
  }

  /// Where a resource is, relative to the tenant URL.
  static String path(String endpoint, String id) {
    return endpoint + "/" + encode(id);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
