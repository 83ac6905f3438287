package dev.muster.client;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/// How to reach a SCIM service provider: Entra's tenant URL and secret token.
///
/// @param baseUrl without a slash at its end
/// @param token bearer token; never part of [#toString], a log or a message
/// @param requestsPerSecond how many requests are sent at most; empty for no limit
/// @param timeout how long one request may take
public record ScimConnection(
    URI baseUrl, String token, Optional<Integer> requestsPerSecond, Duration timeout) {
  /// Entra's pace towards applications that say nothing of their own.
  public static final int DEFAULT_REQUESTS_PER_SECOND = 25;

  /// How long one request may take unless told otherwise.
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

  public ScimConnection {
    Objects.requireNonNull(token);
    if (requestsPerSecond.isPresent() && requestsPerSecond.get() < 1) {
      throw new IllegalArgumentException(
          "requests per second: %d; give 1 or more, or none for no limit"
              .formatted(requestsPerSecond.get()));
    }
  }

  /// A connection with the default pace and timeout. Throws IllegalArgumentException for a tenant
  /// URL that is not an absolute http or https address.
  public static ScimConnection of(String tenantUrl, String token) {
    return new ScimConnection(
        parse(tenantUrl), token, Optional.of(DEFAULT_REQUESTS_PER_SECOND), DEFAULT_TIMEOUT);
  }

  /// Reads a tenant URL. Throws IllegalArgumentException if it is not an absolute http or https
  /// address.
  public static URI parse(String tenantUrl) {
    var text = tenantUrl.strip();
    while (text.endsWith("/")) {
      text = text.substring(0, text.length() - 1);
    }
    try {
      var url = URI.create(text);
      var scheme = url.getScheme();
      var web = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
      if (web && url.getHost() != null && url.getUserInfo() == null) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // Said below, together with what else a URL can lack.
    }
    throw new IllegalArgumentException(
        "tenant URL \"%s\": expected an address such as https://app.example.com/scim/v2"
            .formatted(tenantUrl));
  }

  /// The same connection at another pace; empty for no limit.
  public ScimConnection withRequestsPerSecond(Optional<Integer> pace) {
    return new ScimConnection(baseUrl, token, pace, timeout);
  }

  /// The same connection with another timeout for each request.
  public ScimConnection withTimeout(Duration duration) {
    return new ScimConnection(baseUrl, token, requestsPerSecond, duration);
  }

  @Override
  public String toString() {
    return "ScimConnection[" + baseUrl + "]";
  }
}
