package dev.muster.conformance.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// The provider under test, at the level of HTTP. Redirects are not followed: a check wants to see
/// them.
public final class ScimHttp implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final long LARGEST_ANSWER = 64L << 20;
  private static final String SCIM_JSON = "application/scim+json";

  private final String base;
  private final String query;
  private final String token;
  private final Duration timeout;
  private final HttpClient http;

  /// A provider and who asks it.
  ///
  /// @param url the SCIM base URL; a query such as Entra's `?aadOptscim062020` stays on every
  ///   request
  /// @param timeout for each request
  public ScimHttp(URI url, String token, Duration timeout) {
    var text = url.toString();
    var mark = text.indexOf('?');
    this.base = (mark < 0 ? text : text.substring(0, mark)).replaceAll("/+$", "");
    this.query = mark < 0 ? "" : text.substring(mark + 1);
    this.token = token;
    this.timeout = timeout;
    this.http =
        HttpClient.newBuilder()
            .version(
                "https".equals(url.getScheme())
                    ? HttpClient.Version.HTTP_2
                    : HttpClient.Version.HTTP_1_1)
            .connectTimeout(timeout)
            .build();
  }

  /// The base URL without query and slash at its end.
  public String base() {
    return base;
  }

  /// Sends a request and tells the recorder of the exchange, also of one without an answer. Throws
  /// [NoAnswer].
  public Answer send(ScimRequest request, Consumer<Exchange> recorder) {
    var headers = headers(request);
    var url = url(request.path());
    var started = System.nanoTime();
    try {
      var response = sent(httpRequest(request, url, headers));
      var answer = answer(response);
      recorder.accept(exchange(request, url, headers, answer, started));
      return answer;
    } catch (IOException | IllegalArgumentException e) {
      throw noAnswer(request, url, headers, e, started, recorder);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw noAnswer(request, url, headers, e, started, recorder);
    }
  }

  // A provider may close a connection that was idle just when it is used again; then nothing of an
  // answer came, and one more try is on a new connection.
  private HttpResponse<String> sent(HttpRequest request) throws IOException, InterruptedException {
    var body = BodyHandlers.limiting(BodyHandlers.ofString(), LARGEST_ANSWER);
    try {
      return http.send(request, body);
    } catch (HttpTimeoutException e) {
      throw e;
    } catch (IOException e) {
      return http.send(request, body);
    }
  }

  private String url(String path) {
    if (query.isEmpty()) {
      return base + path;
    }
    return base + path + (path.contains("?") ? "&" : "?") + query;
  }

  private HttpRequest httpRequest(ScimRequest request, String url, Map<String, String> headers) {
    var builder =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(timeout)
            .method(
                request.method(),
                request.body().isEmpty()
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofByteArray(request.body().getBytes(request.charset())));
    headers.forEach(builder::header);
    return builder.build();
  }

  private Map<String, String> headers(ScimRequest request) {
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    headers.put("Authorization", "Bearer " + token);
    headers.put("Accept", SCIM_JSON);
    if (!request.body().isEmpty()) {
      headers.put("Content-Type", SCIM_JSON);
    }
    headers.putAll(request.headers());
    headers.values().removeIf(String::isEmpty);
    return headers;
  }

  private static Answer answer(HttpResponse<String> response) {
    var headers = new HashMap<String, String>();
    response
        .headers()
        .map()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    return new Answer(response.statusCode(), headers, response.body(), parse(response.body()));
  }

  private static JsonNode parse(String body) {
    try {
      return body.isBlank() ? MissingNode.getInstance() : JSON.readTree(body);
    } catch (JacksonException e) {
      return MissingNode.getInstance();
    }
  }

  private static Exchange exchange(
      ScimRequest request, String url, Map<String, String> headers, Answer answer, long started) {
    return new Exchange(
        request.method(),
        url,
        shown(headers),
        request.body(),
        answer.status(),
        answer.headers(),
        answer.text(),
        Duration.ofNanos(System.nanoTime() - started));
  }

  private static NoAnswer noAnswer(
      ScimRequest request,
      String url,
      Map<String, String> headers,
      Exception cause,
      long started,
      Consumer<Exchange> recorder) {
    var took = Duration.ofNanos(System.nanoTime() - started);
    var why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    recorder.accept(
        new Exchange(
            request.method(), url, shown(headers), request.body(), 0, Map.of(), why, took));
    return new NoAnswer("%s %s: no answer (%s)".formatted(request.method(), url, why), cause);
  }

  private static Map<String, String> shown(Map<String, String> headers) {
    var shown = new TreeMap<String, String>(headers);
    shown.computeIfPresent("Authorization", (name, value) -> "Bearer …");
    return shown;
  }

  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }
}
