package dev.muster.server.http;

import dev.muster.server.http.Response.Content;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/// Sends JSON compressed to clients that accept gzip (RFC 9110 §8.4.1.3). What fits into one packet
/// anyhow is left as it is, and so is a live stream of events.
public final class Compressed implements Handler {
  private static final int WORTH_COMPRESSING = 1_400;
  private static final int BUFFER = 8 * 1024;
  private static final Pattern REFUSED = Pattern.compile("gzip;q=0(\\.0{0,3})?");

  private final Handler site;

  public Compressed(Handler site) {
    this.site = site;
  }

  @Override
  public Response answer(Request request) {
    var response = site.answer(request);
    if (!isWorthIt(response) || !acceptsGzip(request)) {
      return response;
    }
    return new Response(response.status(), response.headers(), gzip(response.content()))
        .with("Content-Encoding", "gzip")
        .with("Vary", "Accept-Encoding");
  }

  private static boolean isWorthIt(Response response) {
    var type = response.headers().find("Content-Type").orElse("");
    return (type.contains("json") || type.startsWith("text/html"))
        && response.headers().find("Content-Encoding").isEmpty()
        && switch (response.content()) {
          case Content.Bytes(var bytes) -> bytes.length > WORTH_COMPRESSING;
          case Content.Stream stream -> true;
        };
  }

  private static boolean acceptsGzip(Request request) {
    var accepted = request.findHeader("Accept-Encoding").orElse("");
    return !accepted.isEmpty() && acceptsGzip(accepted);
  }

  private static boolean acceptsGzip(String accepted) {
    return Arrays.stream(accepted.split(",", -1))
        .map(coding -> coding.replace(" ", "").toLowerCase(Locale.ROOT))
        .anyMatch(coding -> coding.startsWith("gzip") && !REFUSED.matcher(coding).matches());
  }

  private static Content gzip(Content content) {
    return switch (content) {
      case Content.Bytes(var bytes) -> new Content.Bytes(gzip(bytes));
      case Content.Stream stream ->
          (Content.Stream)
              out -> {
                // Finished, not closed: the stream below is the listener's.
                var gzip = new GZIPOutputStream(out, BUFFER);
                stream.writeTo(gzip);
                gzip.finish();
              };
    };
  }

  private static byte[] gzip(byte[] bytes) {
    var compressed = new ByteArrayOutputStream(bytes.length / 4);
    try (var gzip = new GZIPOutputStream(compressed, BUFFER)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return compressed.toByteArray();
  }
}
