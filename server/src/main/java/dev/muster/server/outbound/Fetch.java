package dev.muster.server.outbound;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Gets small texts from addresses that the policy allows: within a time, up to a size, and without
/// following redirects, which would lead around the policy.
public final class Fetch implements AutoCloseable {
  private static final int MOST_BYTES = 1024 * 1024;

  private final OutboundPolicy policy;
  private final Duration patience;
  private final HttpClient http;

  /// @param patience how long an answer may take
  public Fetch(OutboundPolicy policy, Duration patience) {
    this.policy = policy;
    this.patience = patience;
    this.http =
        HttpClient.newBuilder().connectTimeout(patience).followRedirects(Redirect.NEVER).build();
  }

  /// The text at a URL. Throws [OutboundException] when the policy refuses it, nobody answers in
  /// time, or the answer is no success or too large.
  public String get(URI url, Map<String, String> headers) {
    return send(HttpRequest.newBuilder(url).GET(), url, headers);
  }

  /// The answer to something that is posted. Throws as [#get] does.
  public String post(URI url, Map<String, String> headers, String body) {
    return send(HttpRequest.newBuilder(url).POST(BodyPublishers.ofString(body)), url, headers);
  }

  /// Why a URL would not be called; empty if it would.
  public Optional<String> refusal(String url) {
    return policy.refusal(url);
  }

  private String send(HttpRequest.Builder request, URI url, Map<String, String> headers) {
    policy.requireAllowed(url);
    request.timeout(patience);
    headers.forEach(request::header);
    try {
      var response = http.send(request.build(), BodyHandlers.ofInputStream());
      try (var body = response.body()) {
        if (response.statusCode() != 200) {
          throw new OutboundException(
              "%s answered with status %d".formatted(url, response.statusCode()));
        }
        var bytes = body.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
          throw new OutboundException("%s gave more than %,d bytes".formatted(url, MOST_BYTES));
        }
        return new String(bytes, StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw new OutboundException("%s cannot be reached: %s".formatted(url, e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OutboundException("interrupted while waiting for " + url, e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
