package dev.muster.server.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// Turns Helidon's requests into ours and our responses into Helidon's.
final class HelidonAdapter implements io.helidon.webserver.http.Handler {
  // Reading on to keep a connection costs more than a new connection from here on.
  private static final int WORTH_DRAINING = 64 * 1024;

  // The admin API takes files: an HR file of a million people has 200 MB.
  private static final String UPLOADS = "/api/";

  private static final Remembered<String, HeaderName> NAMES =
      new Remembered<>(200, HeaderNames::create);

  private final CompletableFuture<Handler> site;
  private final int maxBody;
  private final BodyReader bodies;

  HelidonAdapter(CompletableFuture<Handler> site, int maxBody, BodyReader bodies) {
    this.site = site;
    this.maxBody = maxBody;
    this.bodies = bodies;
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    var answer = answer(request);
    response.status(answer.status());
    answer.headers().forEach((name, value) -> response.header(NAMES.of(name), value));
    boolean closing = isHttp1(request) && !isRead(request);
    if (closing) {
      response.header(HeaderNames.CONNECTION, "close");
    }
    send(answer.content(), request.prologue().method().text().equals("HEAD"), response);
    if (closing) {
      // Helidon would go on, and take what is left of the body for the next request.
      throw new CloseConnectionException("the rest of a request's body was left unread");
    }
  }

  private static void send(Response.Content content, boolean head, ServerResponse response) {
    switch (content) {
      case Response.Content.Bytes(var bytes) -> {
        if (head || bytes.length == 0) {
          response.send();
        } else {
          response.send(bytes);
        }
      }
      case Response.Content.Stream stream -> {
        if (head) {
          response.send();
        } else {
          write(stream, response);
        }
      }
    }
  }

  // The stream is closed only when all was written: a body that ends early must not look whole.
  private static void write(Response.Content.Stream stream, ServerResponse response) {
    try {
      var out = response.outputStream();
      stream.writeTo(out);
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Response answer(ServerRequest request) {
    try {
      return site.join().answer(toRequest(request));
    } catch (HttpException e) {
      return Problem.of(e);
    }
  }

  private Request toRequest(ServerRequest request) {
    var rawPath = request.path().rawPath();
    return new Request(
        request.prologue().method().text(),
        rawPath,
        RequestTarget.segments(rawPath),
        new QueryParameters(request.query().rawValue()),
        name -> request.headers().first(NAMES.of(name)),
        () -> bodies.read(request, rawPath.startsWith(UPLOADS) ? HttpListener.MAX_UPLOAD : maxBody),
        Map.of(),
        request.remotePeer().host());
  }

  private static boolean isHttp1(ServerRequest request) {
    return request.prologue().protocolVersion().startsWith("1");
  }

  /// Whether nothing is left of the body; a little that is left is read and thrown away.
  private boolean isRead(ServerRequest request) {
    if (!request.content().hasEntity() || request.content().consumed()) {
      return true;
    }
    try {
      var _ = bodies.read(request, WORTH_DRAINING);
      return true;
    } catch (HttpException e) {
      return false;
    }
  }
}
