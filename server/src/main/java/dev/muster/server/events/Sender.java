package dev.muster.server.events;

import dev.muster.server.outbound.OutboundPolicy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Posts to receivers: with a guard before each call, without redirects, and for fifteen seconds at
/// most.
public final class Sender implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration WHOLE = Duration.ofSeconds(15);
  private static final Duration LONGEST_PAUSE = Duration.ofDays(1);
  private static final int MOST_BODY = 1024 * 1024;
  private static final int SHOWN = 200;

  private final OutboundPolicy outbound;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(CONNECT).followRedirects(Redirect.NEVER).build();

  public Sender(OutboundPolicy outbound) {
    this.outbound = outbound;
  }

  /// What came of a call.
  ///
  /// @param status 0 when there was no answer
  /// @param error empty when it was taken
  public record Result(
      int status, Optional<String> error, Optional<Duration> retryAfter, Duration took) {}

  /// Posts and waits for the answer.
  public Result post(String url, Map<String, String> headers, String body) {
    long begun = System.nanoTime();
    var refusal = outbound.refusal(url);
    if (refusal.isPresent()) {
      return failed(refusal.get(), begun);
    }
    var request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(WHOLE)
            .header("User-Agent", "Muster")
            .POST(BodyPublishers.ofString(body));
    headers.forEach(request::header);
    // The request's own timeout ends with the headers; a body may trickle for ever.
    var pending =
        http.sendAsync(request.build(), BodyHandlers.limiting(BodyHandlers.ofString(), MOST_BODY));
    try {
      return result(pending.get(WHOLE.toMillis(), TimeUnit.MILLISECONDS), begun);
    } catch (TimeoutException e) {
      pending.cancel(true);
      return failed("no whole answer within %d seconds".formatted(WHOLE.toSeconds()), begun);
    } catch (ExecutionException e) {
      return failed(words(e), begun);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed("the server was stopped", begun);
    }
  }

  private static Result result(HttpResponse<String> response, long begun) {
    int status = response.statusCode();
    var taken = status >= 200 && status < 300;
    var retryAfter =
        response
            .headers()
            .firstValue("Retry-After")
            .filter(text -> text.matches("[0-9]{1,9}"))
            .map(text -> Duration.ofSeconds(Long.parseLong(text)))
            .map(pause -> pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
    return new Result(
        status,
        taken ? Optional.empty() : Optional.of("answered %d %s".formatted(status, shown(response))),
        retryAfter,
        since(begun));
  }

  private static String shown(HttpResponse<String> response) {
    var body = response.body().strip();
    return body.substring(0, Math.min(SHOWN, body.length()));
  }

  private static Result failed(String error, long begun) {
    return new Result(0, Optional.of(error), Optional.empty(), since(begun));
  }

  private static Duration since(long begun) {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private static String words(ExecutionException e) {
    var cause = e.getCause();
    return cause instanceof IOException io && io.getMessage() != null
        ? io.getMessage()
        : String.valueOf(cause);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
