package dev.muster.client.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;

/// HTTP by `java.net.http`. The timeout holds for the whole answer: an answer that drips byte by
/// byte is cut off.
public final class HttpTransport implements Transport {
  private static final int LARGEST_BODY = 64 << 20;
  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledThreadPoolExecutor watch = watch();
  private final HttpClient http;
  private final AddressGuard guard;

  /// @param https whether the provider is asked over TLS
  /// @param tls trust and client certificate, where the platform's own will not do
  /// @param guard is asked before each request
  public HttpTransport(boolean https, Optional<SSLContext> tls, AddressGuard guard) {
    var builder =
        HttpClient.newBuilder()
            // Without TLS, java.net.http asks for an upgrade to HTTP/2 with each new connection.
            .version(https ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
            // Its own pool of threads takes a third more CPU for a request, most of it to wake up.
            .executor(threads)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER);
    tls.ifPresent(builder::sslContext);
    this.http = builder.build();
    this.guard = guard;
  }

  private static ScheduledThreadPoolExecutor watch() {
    var watch =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("answers-in-time").factory());
    watch.setRemoveOnCancelPolicy(true);
    return watch;
  }

  @Override
  public Answer send(Outgoing request) throws IOException, InterruptedException {
    guard.require(request.uri());
    var began = System.nanoTime();
    var response = http.send(built(request), BodyHandlers.ofInputStream());
    var left = request.timeout().toNanos() - (System.nanoTime() - began);
    return new Answer(response.statusCode(), response.headers(), read(request, response, left));
  }

  @Override
  public void close() {
    watch.shutdownNow();
    http.shutdownNow();
    threads.shutdown();
  }

  private static HttpRequest built(Outgoing request) {
    var builder = HttpRequest.newBuilder(request.uri()).timeout(request.timeout());
    request.headers().forEach(builder::header);
    switch (request.body()) {
      case Body.None none -> builder.method(request.method(), BodyPublishers.noBody());
      case Body.Json json -> builder.header("Content-Type", "application/scim+json");
      case Body.Form form -> builder.header("Content-Type", "application/x-www-form-urlencoded");
    }
    if (!(request.body() instanceof Body.None)) {
      builder.method(request.method(), BodyPublishers.ofByteArray(request.body().bytes()));
    }
    return builder.build();
  }

  private String read(Outgoing request, HttpResponse<InputStream> response, long left)
      throws IOException {
    var late = new AtomicBoolean();
    try (var stream = response.body()) {
      var cut = watch.schedule(() -> cut(stream, late), left, TimeUnit.NANOSECONDS);
      try {
        var body = stream.readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
          throw new IOException("the answer is longer than %d MB".formatted(LARGEST_BODY >> 20));
        }
        if (late.get()) {
          throw new HttpTimeoutException("the answer was not whole in time");
        }
        return new String(body, StandardCharsets.UTF_8);
      } catch (IOException e) {
        if (late.get()) {
          throw new HttpTimeoutException(
              "%s: the answer was not whole in %s".formatted(request.name(), request.timeout()));
        }
        throw e;
      } finally {
        cut.cancel(false);
      }
    }
  }

  private static void cut(InputStream stream, AtomicBoolean late) {
    late.set(true);
    try {
      stream.close();
    } catch (IOException e) {
      // Whoever reads it finds out.
    }
  }
}
