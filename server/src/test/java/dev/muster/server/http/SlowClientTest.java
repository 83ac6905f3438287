package dev.muster.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.server.RawHttp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlowClientTest {
  private final HttpListener listener =
      HttpListener.bind(
          "127.0.0.1",
          0,
          new Timeouts(Duration.ofSeconds(60), Duration.ofSeconds(1), Duration.ofSeconds(1)));

  SlowClientTest() {
    listener.serve(request ->
        Response.of(
            200,
            "text/plain",
            "%d bytes".formatted(request.body().bytes().length).getBytes(StandardCharsets.UTF_8)));
  }

  @AfterEach
  void stop() {
    listener.close();
  }

  /// Sends a byte now and then until the server has had enough, at most for 20 seconds.
  private static String trickle(RawHttp http, String begin) throws Exception {
    http.send(begin);
    var answered = new CountDownLatch(1);
    var feeder =
        Thread.ofVirtual()
            .start(() -> {
              try {
                while (!answered.await(200, TimeUnit.MILLISECONDS)) {
                  http.send("a");
                }
              } catch (IOException | InterruptedException e) {
                // The server has closed the connection.
              }
            });
    try {
      return http.rest();
    } finally {
      answered.countDown();
      feeder.join();
    }
  }

  @Test
  void headersThatTrickleInEndTheConnection() throws Exception {
    try (var http = RawHttp.connect(listener.port())) {
      assertThat(trickle(http, "GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ")).isEmpty();
    }
  }

  @Test
  void bodyThatTricklesInIsRefused() throws Exception {
    try (var http = RawHttp.connect(listener.port())) {
      var answer = trickle(http, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n");

      assertThat(answer).startsWith("HTTP/1.1 408 ");
    }
  }

  @Test
  void bodyThatEndsEarlyHarmsNobody() throws Exception {
    try (var http = RawHttp.connect(listener.port())) {
      http.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhalf");
    }

    var next =
        RawHttp.exchange(
            listener.port(),
            "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 4\r\n\r\nfull"
                .getBytes(StandardCharsets.UTF_8));

    assertThat(next).endsWith("4 bytes");
  }
}
