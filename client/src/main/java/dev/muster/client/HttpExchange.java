package dev.muster.client;

import dev.muster.client.ScimClientException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLException;

/// Sends requests: at the connection's pace, with its timeout, again where that does no harm.
final class HttpExchange {
  private static final int LARGEST_BODY = 64 << 20;

  private final HttpClient http;
  private final Pace pace;
  private final RetryPolicy retries;
  private final Waiting waiting;
  private final AtomicLong sent = new AtomicLong();

  HttpExchange(HttpClient http, Pace pace, RetryPolicy retries, Waiting waiting) {
    this.http = http;
    this.pace = pace;
    this.retries = retries;
    this.waiting = waiting;
  }

  /// How time is spent between two attempts.
  interface Waiting {
    void sleep(Duration duration) throws InterruptedException;
  }

  /// An answer, read whole.
  record Answer(int status, Optional<String> contentType, String body) {}

  long sent() {
    return sent.get();
  }

  /// Sends a request and gives its answer, whatever the status.
  ///
  /// @param repeatable whether sending it twice does no harm
  Answer send(HttpRequest request, boolean repeatable) {
    try {
      for (var attempt = 1; ; attempt++) {
        var wait = Optional.<Duration>empty();
        try {
          pace.await();
          sent.incrementAndGet();
          var response = http.send(request, BodyHandlers.ofInputStream());
          var body = read(request, response);
          if (RetryPolicy.passes(response.statusCode(), repeatable)) {
            wait = retries.wait(attempt, response.headers().firstValue("Retry-After"));
          }
          if (wait.isEmpty()) {
            return new Answer(
                response.statusCode(), response.headers().firstValue("Content-Type"), body);
          }
        } catch (IOException e) {
          var again = repeatable || notSent(e);
          wait = again ? retries.wait(attempt, Optional.empty()) : Optional.empty();
          if (wait.isEmpty()) {
            throw failure(request, e, repeatable || notSent(e));
          }
        }
        waiting.sleep(wait.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ScimClientException(
          Kind.UNKNOWN_OUTCOME, 0, name(request) + ": interrupted while waiting for the answer");
    }
  }

  private static String read(HttpRequest request, HttpResponse<InputStream> response)
      throws IOException {
    try (var stream = response.body()) {
      var body = stream.readNBytes(LARGEST_BODY + 1);
      if (body.length > LARGEST_BODY) {
        throw new ScimClientException(
            Kind.NOT_SCIM,
            response.statusCode(),
            "%s: the answer is longer than %d MB".formatted(name(request), LARGEST_BODY >> 20));
      }
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /// Whether the request can not have reached the provider.
  private static boolean notSent(IOException e) {
    return e instanceof ConnectException
        || e instanceof HttpConnectTimeoutException
        || e instanceof UnknownHostException;
  }

  private static ScimClientException failure(HttpRequest request, IOException e, boolean harmless) {
    return new ScimClientException(
        harmless ? Kind.UNREACHABLE : Kind.UNKNOWN_OUTCOME,
        0,
        "%s: %s".formatted(name(request), reason(request, e)));
  }

  private static String reason(HttpRequest request, IOException e) {
    var host = request.uri().getHost();
    if (e instanceof HttpConnectTimeoutException) {
      return "no connection to %s in time; is there a firewall between?".formatted(host);
    } else if (e instanceof HttpTimeoutException) {
      return "%s did not answer in time".formatted(host);
    } else if (e instanceof SSLException) {
      return "no secure connection to %s: %s".formatted(host, e.getMessage());
    } else if (unresolved(e)) {
      return "the host name %s is unknown".formatted(host);
    } else if (e instanceof ConnectException) {
      return "%s:%d refuses connections; is the application running?"
          .formatted(host, request.uri().getPort());
    }
    return "the connection to %s broke: %s".formatted(host, e);
  }

  private static boolean unresolved(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
        return true;
      }
    }
    return false;
  }

  static String name(HttpRequest request) {
    return request.method() + " " + request.uri().getPath();
  }
}
