package dev.muster.client;

import dev.muster.client.authentication.Authentication;
import dev.muster.client.authentication.Authentication.Bearer;
import dev.muster.client.authentication.Authentication.ClientCertificate;
import dev.muster.client.exchange.AddressGuard;
import dev.muster.client.exchange.HttpTransport;
import dev.muster.client.exchange.Tls;
import dev.muster.client.exchange.Transport;
import dev.muster.client.pace.RateLimit;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How to reach a SCIM service provider: Entra's tenant URL and secret token, and how much it is
/// asked.
///
/// @param baseUrl without a slash at its end
/// @param authentication how it is told who asks; its secrets are never part of [#toString], a log
///   or a message
/// @param rateLimits how often it is asked at most; empty for no limit
/// @param mostAtOnce how many requests are under way at the very most; fewer if the provider does
///   not bear them
/// @param timeout how long one request may take
/// @param trusted certificates (PEM) of authorities that are trusted instead of the platform's
public record ScimConnection(
    URI baseUrl,
    Authentication authentication,
    List<RateLimit> rateLimits,
    int mostAtOnce,
    Duration timeout,
    Optional<String> trusted) {
  /// Entra's pace towards applications that say nothing of their own.
  public static final int DEFAULT_REQUESTS_PER_SECOND = 25;

  /// How long one request may take unless told otherwise.
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

  /// How many requests may be under way unless told otherwise.
  public static final int DEFAULT_MOST_AT_ONCE = 64;

  public ScimConnection {
    rateLimits = List.copyOf(rateLimits);
    if (mostAtOnce < 1) {
      throw new IllegalArgumentException(
          "requests at once: %d; give 1 or more".formatted(mostAtOnce));
    }
  }

  /// A connection by a secret token with the default pace and timeout. Throws
  /// IllegalArgumentException for a tenant URL that is not an absolute http or https address.
  public static ScimConnection of(String tenantUrl, String token) {
    return of(tenantUrl, new Bearer(token));
  }

  /// A connection with the default pace and timeout. Throws IllegalArgumentException for a tenant
  /// URL that is not an absolute http or https address.
  public static ScimConnection of(String tenantUrl, Authentication authentication) {
    return new ScimConnection(
        parse(tenantUrl),
        authentication,
        List.of(RateLimit.perSecond(DEFAULT_REQUESTS_PER_SECOND)),
        DEFAULT_MOST_AT_ONCE,
        DEFAULT_TIMEOUT,
        Optional.empty());
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

  /// The secret token of a connection by one; empty text for others.
  public String token() {
    return authentication instanceof Bearer(String token) ? token : "";
  }

  /// The same connection at another pace; empty for no limit.
  public ScimConnection withRequestsPerSecond(Optional<Integer> pace) {
    return withRateLimits(pace.map(RateLimit::perSecond).stream().toList());
  }

  /// The same connection with other limits.
  public ScimConnection withRateLimits(List<RateLimit> limits) {
    return new ScimConnection(baseUrl, authentication, limits, mostAtOnce, timeout, trusted);
  }

  /// The same connection with another number of requests that may be under way.
  public ScimConnection withMostAtOnce(int requests) {
    return new ScimConnection(baseUrl, authentication, rateLimits, requests, timeout, trusted);
  }

  /// The same connection with another timeout for each request.
  public ScimConnection withTimeout(Duration duration) {
    return new ScimConnection(baseUrl, authentication, rateLimits, mostAtOnce, duration, trusted);
  }

  /// The same connection with other credentials.
  public ScimConnection withAuthentication(Authentication other) {
    return new ScimConnection(baseUrl, other, rateLimits, mostAtOnce, timeout, trusted);
  }

  /// The same connection to a provider whose certificate these authorities (PEM) vouch for.
  public ScimConnection withTrusted(Optional<String> certificates) {
    return new ScimConnection(
        baseUrl, authentication, rateLimits, mostAtOnce, timeout, certificates);
  }

  /// The same connection to another address.
  ScimConnection withBaseUrl(URI url) {
    return new ScimConnection(url, authentication, rateLimits, mostAtOnce, timeout, trusted);
  }

  /// What sends its requests. Throws IllegalArgumentException when a certificate or key is none.
  Transport transport(AddressGuard guard) {
    var identity =
        authentication instanceof ClientCertificate(Tls.Identity own)
            ? Optional.of(own)
            : Optional.<Tls.Identity>empty();
    return new HttpTransport(
        "https".equalsIgnoreCase(baseUrl.getScheme()), Tls.context(identity, trusted), guard);
  }

  @Override
  public String toString() {
    return "ScimConnection[" + baseUrl + "]";
  }
}
