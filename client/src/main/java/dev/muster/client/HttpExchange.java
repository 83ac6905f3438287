package dev.muster.client;

import dev.muster.client.ScimClientException.Kind;
import dev.muster.client.authentication.Authenticator;
import dev.muster.client.authentication.RefusedException;
import dev.muster.client.exchange.Answer;
import dev.muster.client.exchange.Body;
import dev.muster.client.exchange.Outgoing;
import dev.muster.client.exchange.Transport;
import dev.muster.client.pace.AdaptiveConcurrency;
import dev.muster.client.pace.AdaptiveConcurrency.Load;
import dev.muster.client.pace.CircuitBreaker;
import dev.muster.client.pace.Pace;
import dev.muster.client.pace.RequestKind;
import dev.muster.client.pace.ServerHints;
import dev.muster.client.pace.Time;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// Sends requests: at the connection's pace, as many at once as the provider bears, with its
/// timeout, again where that does no harm.
final class HttpExchange {
  private final Transport transport;
  private final Authenticator authenticator;
  private final Pace pace;
  private final AdaptiveConcurrency concurrency;
  private final CircuitBreaker breaker;
  private final RetryPolicy retries;
  private final Time time;
  private final ExchangeListener listener;
  private final Supplier<String> correlation;
  private final AtomicLong sent = new AtomicLong();

  /// @param correlation what the calling thread sends requests for
  HttpExchange(
      ScimConnection connection,
      Transport transport,
      RetryPolicy retries,
      Time time,
      ExchangeListener listener,
      Supplier<String> correlation) {
    this.transport = transport;
    this.authenticator = new Authenticator(connection.authentication(), transport, time);
    this.pace = new Pace(connection.rateLimits(), time);
    this.concurrency = new AdaptiveConcurrency(connection.mostAtOnce());
    this.breaker = new CircuitBreaker(time);
    this.retries = retries;
    this.time = time;
    this.listener = listener;
    this.correlation = correlation;
  }

  long sent() {
    return sent.get();
  }

  int limit() {
    return concurrency.limit();
  }

  /// Sends a request and gives its answer, whatever the status.
  ///
  /// @param endpoint that it is for, such as `/Users`
  /// @param repeatable whether sending it twice does no harm
  Answer send(Outgoing request, String endpoint, boolean repeatable) {
    var kind =
        new RequestKind(
            request.method(),
            endpoint,
            () -> request.body().bytes().length,
            request.uri().getRawPath(),
            () -> AddedMembers.count(request));
    try {
      return new Sending(request, kind, repeatable).send();
    } catch (RefusedException e) {
      throw new ScimClientException(Kind.UNAUTHORIZED, e.status(), String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ScimClientException(
          Kind.UNKNOWN_OUTCOME, 0, request.name() + ": interrupted while waiting for the answer");
    }
  }

  /// One request with its attempts.
  private final class Sending {
    private final Outgoing request;
    private final RequestKind kind;
    private final boolean repeatable;
    private boolean renewed;
    private int failures;
    private Duration waited = Duration.ZERO;

    Sending(Outgoing request, RequestKind kind, boolean repeatable) {
      this.request = request;
      this.kind = kind;
      this.repeatable = repeatable;
    }

    Answer send() throws InterruptedException {
      for (var attempt = 1; ; attempt++) {
        requireClosed();
        var wait = Optional.<Duration>empty();
        pace.await(kind);
        var authorized = authorized();
        var told = new Attempt(request, attempt, time.now(), time.nanos());
        try {
          var answer = once(authorized);
          if (answer.status() == 401 && !renewed && authenticator.refused(authorized)) {
            renewed = true;
            told.answered(answer, Optional.of(Duration.ZERO));
            continue;
          }
          if (passes(answer)) {
            wait = next(heed(answer));
          }
          told.answered(answer, wait);
          if (wait.isEmpty()) {
            return answer;
          }
        } catch (IOException e) {
          var harmless = repeatable || ConnectionFailure.beforeSending(e);
          wait = harmless ? next(Optional.empty()) : Optional.empty();
          var reason = ConnectionFailure.reason(request.uri(), e);
          told.failed(reason, wait);
          if (wait.isEmpty()) {
            throw new ScimClientException(
                harmless ? Kind.UNREACHABLE : lost(e),
                0,
                "%s: %s".formatted(request.name(), reason));
          }
        }
        time.sleep(wait.get());
      }
    }

    private Optional<Duration> next(Optional<Duration> asked) {
      if (asked.isEmpty()) {
        failures++;
        return retries.afterFailure(failures);
      }
      var wait = retries.whenTold(asked.get(), waited);
      waited = waited.plus(wait.orElse(Duration.ZERO));
      return wait;
    }

    private boolean passes(Answer answer) {
      return RetryPolicy.passes(answer.status(), request.method(), repeatable)
          || (repeatable && answer.status() / 100 == 2 && Refusals.html(answer));
    }

    private static Kind lost(IOException e) {
      return e instanceof HttpTimeoutException ? Kind.LATE : Kind.UNKNOWN_OUTCOME;
    }

    private void requireClosed() {
      breaker
          .open()
          .ifPresent(left -> {
            throw new ScimClientException(
                Kind.UNREACHABLE,
                0,
                "%s is not sent: the provider failed %d times in a row; the next attempt is in %d s"
                    .formatted(request.name(), CircuitBreaker.FAILURES, left.toSeconds() + 1));
          });
    }

    private Outgoing authorized() throws InterruptedException {
      try {
        return authenticator.authorized(request);
      } catch (IOException e) {
        throw new ScimClientException(
            Kind.UNREACHABLE, 0, "the token endpoint: " + ConnectionFailure.reason(e));
      } catch (IllegalArgumentException e) {
        throw new ScimClientException(Kind.UNAUTHORIZED, 0, String.valueOf(e.getMessage()));
      }
    }

    /// What the provider asks of all requests; how long this one has to wait.
    private Optional<Duration> heed(Answer answer) {
      var hints = ServerHints.of(answer.headers(), time.now());
      var asked = hints.retryAfter().or(hints::exhausted);
      asked.filter(wait -> wait.compareTo(RetryPolicy.LONGEST_WAIT) <= 0).ifPresent(pace::hold);
      return asked;
    }
  }

  /// An attempt of a request, for whoever listens.
  private final class Attempt {
    private final Outgoing request;
    private final int number;
    private final Instant began;
    private final long beganNanos;

    Attempt(Outgoing request, int number, Instant began, long beganNanos) {
      this.request = request;
      this.number = number;
      this.began = began;
      this.beganNanos = beganNanos;
    }

    void answered(Answer answer, Optional<Duration> retriedAfter) {
      tell(answer.status(), Optional.of(answer.body()), Optional.empty(), retriedAfter);
    }

    void failed(String reason, Optional<Duration> retriedAfter) {
      tell(0, Optional.empty(), Optional.of(reason), retriedAfter);
    }

    private void tell(
        int status,
        Optional<String> answer,
        Optional<String> failure,
        Optional<Duration> retriedAfter) {
      listener.exchanged(
          new ExchangeListener.Exchange(
              correlation.get(),
              request.method(),
              request.uri(),
              request.body() instanceof Body.Json(var json) ? Optional.of(json) : Optional.empty(),
              status,
              answer,
              failure,
              number,
              retriedAfter,
              began,
              Duration.ofNanos(time.nanos() - beganNanos)));
    }
  }

  private Answer once(Outgoing request) throws IOException, InterruptedException {
    concurrency.acquire();
    sent.incrementAndGet();
    var began = time.nanos();
    var load = Load.FINE;
    try {
      var answer = transport.send(request);
      load = load(answer);
      note(answer);
      return answer;
    } catch (IOException e) {
      load = e instanceof HttpTimeoutException ? Load.OVERLOADED : Load.FINE;
      breaker.failed();
      throw e;
    } finally {
      concurrency.release(load, Duration.ofNanos(time.nanos() - began));
    }
  }

  private static Load load(Answer answer) {
    return switch (answer.status()) {
      case 429, 503, 504 -> Load.OVERLOADED;
      default -> Load.FINE;
    };
  }

  private void note(Answer answer) {
    switch (answer.status()) {
      case 502, 503, 504 -> breaker.failed();
      default -> breaker.answered();
    }
    var hints = ServerHints.of(answer.headers(), time.now());
    hints.policy().ifPresent(pace::announce);
    hints
        .exhausted()
        .filter(wait -> wait.compareTo(RetryPolicy.LONGEST_WAIT) <= 0)
        .ifPresent(pace::hold);
  }
}
