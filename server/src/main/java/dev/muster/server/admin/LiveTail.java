package dev.muster.server.admin;

import dev.muster.scim.message.ScimJson;
import dev.muster.scim.provider.TenantId;
import dev.muster.server.http.Response.Content;
import dev.muster.store.requestlog.RequestLogStore;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Writes requests as server-sent events while somebody watches. It reads the log rather than
/// listen to this server's own requests, so that one sees those of every replica, and can go on
/// after the connection broke.
final class LiveTail implements Content.Stream {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);
  private static final int PORTION = 200;

  private final BooleanSupplier stopping;
  private final RequestLogStore store;
  private final TenantId tenant;
  private final long from;

  LiveTail(BooleanSupplier stopping, RequestLogStore store, TenantId tenant, long from) {
    this.stopping = stopping;
    this.store = store;
    this.tenant = tenant;
    this.from = from;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    long seen = from;
    var quiet = Duration.ZERO;
    send(out, ": requests from here on\n\n");
    while (!stopping.getAsBoolean()) {
      var news = store.after(tenant, seen, PORTION);
      for (var kept : news) {
        var event = ScimJson.write(RequestLogRoutes.render(kept));
        send(out, "id: %d\nevent: request\ndata: %s\n\n".formatted(kept.logId(), event));
        seen = kept.logId();
      }
      quiet = news.isEmpty() ? quiet.plus(LOOK_AGAIN) : Duration.ZERO;
      if (quiet.compareTo(SIGN_OF_LIFE) > 0) {
        send(out, ": still here\n\n");
        quiet = Duration.ZERO;
      }
      pause();
    }
  }

  private static void send(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static void pause() throws InterruptedIOException {
    try {
      Thread.sleep(LOOK_AGAIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the server is stopping");
    }
  }
}
