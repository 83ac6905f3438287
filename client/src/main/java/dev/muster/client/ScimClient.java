package dev.muster.client;

import dev.muster.client.HttpExchange.Answer;
import dev.muster.client.ScimClientException.Kind;
import dev.muster.scim.message.ScimException;
import dev.muster.scim.message.ScimJson;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient http;
  private final HttpExchange exchange;

  public ScimClient(ScimConnection connection) {
    this(connection, Clock.systemUTC(), ThreadLocalRandom::current, Thread::sleep);
  }

  /// A client with its own clock, random numbers and waiting: for tests.
  ScimClient(
      ScimConnection connection,
      Clock clock,
      Supplier<? extends RandomGenerator> random,
      HttpExchange.Waiting waiting) {
    this.connection = connection;
    // Without TLS, java.net.http asks for an upgrade to HTTP/2 with each new connection.
    var version =
        "https".equalsIgnoreCase(connection.baseUrl().getScheme())
            ? HttpClient.Version.HTTP_2
            : HttpClient.Version.HTTP_1_1;
    this.http =
        HttpClient.newBuilder()
            .version(version)
            // Its own pool of threads takes a third more CPU for a request, most of it to wake up.
            .executor(threads)
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    this.exchange =
        new HttpExchange(
            http,
            new Pace(connection.requestsPerSecond()),
            new RetryPolicy(clock, () -> random.get().nextLong()),
            waiting);
  }

  /// Requests sent so far, repeated ones included.
  public long requests() {
    return exchange.sent();
  }

  /// Creates a resource. It is never sent a second time once the first may have arrived: a lost
  /// answer is `UNKNOWN_OUTCOME`.
  public ObjectNode create(String endpoint, ObjectNode body) {
    return requireObject(send("POST", endpoint, Optional.of(body), false));
  }

  /// One resource; empty for 404.
  public Optional<ObjectNode> find(String endpoint, String id) {
    try {
      return Optional.of(
          requireObject(send("GET", endpoint + "/" + encode(id), Optional.empty(), true)));
    } catch (ScimClientException e) {
      if (e.kind() == Kind.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /// A resource of a provider that stands alone, such as `/ServiceProviderConfig`.
  public ObjectNode get(String path) {
    return requireObject(send("GET", path, Optional.empty(), true));
  }

  /// Replaces a resource.
  public void replace(String endpoint, String id, ObjectNode body) {
    send("PUT", endpoint + "/" + encode(id), Optional.of(body), true);
  }

  /// Modifies a resource. The operations have to be such that repeating them does no harm.
  public void patch(String endpoint, String id, ObjectNode patchOp) {
    send("PATCH", endpoint + "/" + encode(id), Optional.of(patchOp), true);
  }

  /// Deletes a resource.
  public void delete(String endpoint, String id) {
    send("DELETE", endpoint + "/" + encode(id), Optional.empty(), true);
  }

  /// One page of a query.
  public ListPage query(String endpoint, ScimQuery query) {
    var response =
        requireObject(send("GET", endpoint + "?" + encode(query), Optional.empty(), true));
    if (!response.path("totalResults").isNumber()) {
      throw new ScimClientException(
          Kind.NOT_SCIM, 200, "GET %s: the answer has no totalResults".formatted(endpoint));
    }
    var resources = new ArrayList<ObjectNode>();
    for (JsonNode resource : response.path("Resources")) {
      if (resource instanceof ObjectNode object) {
        resources.add(object);
      }
    }
    return new ListPage(resources, response.path("totalResults").asLong());
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

  @Override
  public void close() {
    http.shutdownNow();
    threads.shutdown();
  }

  private Answer send(String method, String path, Optional<ObjectNode> body, boolean repeatable) {
    var request =
        HttpRequest.newBuilder(URI.create(connection.baseUrl() + path))
            .timeout(connection.timeout())
            .header("Authorization", "Bearer " + connection.token())
            .header("Accept", SCIM_JSON + ", application/json;q=0.9")
            .header("User-Agent", "Muster");
    if (body.isPresent()) {
      request.header("Content-Type", SCIM_JSON);
      request.method(method, BodyPublishers.ofByteArray(ScimJson.writeBytes(body.get())));
    } else {
      request.method(method, BodyPublishers.noBody());
    }
    var built = request.build();
    var answer = exchange.send(built, repeatable);
    if (answer.status() / 100 != 2) {
      throw refusal(built, answer, repeatable);
    }
    return answer;
  }

  private static ScimClientException refusal(
      HttpRequest request, Answer answer, boolean repeatable) {
    var kind =
        switch (answer.status()) {
          case 401, 403 -> Kind.UNAUTHORIZED;
          case 404 -> Kind.NOT_FOUND;
          case 409 -> Kind.CONFLICT;
          case 429 -> Kind.RATE_LIMITED;
          default -> byClass(answer.status(), repeatable);
        };
    return new ScimClientException(
        kind,
        answer.status(),
        scimType(answer),
        "%s: %d %s".formatted(HttpExchange.name(request), answer.status(), detail(answer)).strip());
  }

  private static Kind byClass(int status, boolean repeatable) {
    return switch (status / 100) {
      case 4 -> Kind.REJECTED;
      // A gateway that gave up says nothing about what the provider behind it did.
      case 5 -> repeatable || status == 503 ? Kind.SERVER_ERROR : Kind.UNKNOWN_OUTCOME;
      default -> Kind.NOT_SCIM;
    };
  }

  private static String scimType(Answer answer) {
    try {
      return ScimJson.parseObject(answer.body()).path("scimType").asString("");
    } catch (ScimException e) {
      return "";
    }
  }

  /// What the provider says: scimType and detail, or the beginning of what it sent instead.
  private static String detail(Answer answer) {
    try {
      var error = ScimJson.parseObject(answer.body());
      var type = error.path("scimType").asString("");
      var detail = error.path("detail").asString("");
      return shortened((type + " " + detail).strip());
    } catch (ScimException e) {
      return html(answer) ? "(a web page)" : shortened(answer.body());
    }
  }

  private static ObjectNode requireObject(Answer answer) {
    try {
      return ScimJson.parseObject(answer.body());
    } catch (ScimException e) {
      throw new ScimClientException(
          Kind.NOT_SCIM,
          answer.status(),
          html(answer)
              ? "the answer is a web page (HTML), not SCIM; is the tenant URL right?"
              : "the answer is not JSON: \"%s\"; is the tenant URL right?"
                  .formatted(shortened(answer.body())));
    }
  }

  private static boolean html(Answer answer) {
    return answer.contentType().orElse("").toLowerCase(Locale.ROOT).contains("html")
        || answer.body().stripLeading().startsWith("<");
  }

  private static String shortened(String text) {
    var line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= 300 ? line : line.substring(0, 300) + "…";
  }

  private static String encode(ScimQuery query) {
    var parameters = new LinkedHashMap<String, String>();
    query.filter().ifPresent(filter -> parameters.put("filter", filter));
    query.startIndex().ifPresent(index -> parameters.put("startIndex", Long.toString(index)));
    query.count().ifPresent(count -> parameters.put("count", Integer.toString(count)));
    if (!query.excludedAttributes().isEmpty()) {
      parameters.put("excludedAttributes", String.join(",", query.excludedAttributes()));
    }
    return parameters.entrySet().stream()
        .map(parameter -> parameter.getKey() + "=" + encode(parameter.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
