package dev.muster.server.console;

import dev.muster.server.http.HttpException;
import dev.muster.server.http.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;

/// Style sheets and scripts, all from this server: they come with the jars. Each is compressed
/// once; its address holds the version, so that a browser asks once.
final class Assets {
  private static final String WEBJARS = "/META-INF/resources/webjars/";
  private static final String YEAR = "public, max-age=31536000, immutable";
  private static final Map<String, String> FILES =
      Map.ofEntries(
          Map.entry("tabler.css", WEBJARS + "tabler__core/1.4.0/dist/css/tabler.min.css"),
          Map.entry("tabler.js", WEBJARS + "tabler__core/1.4.0/dist/js/tabler.min.js"),
          Map.entry("htmx.js", WEBJARS + "htmx.org/2.0.7/dist/htmx.min.js"),
          Map.entry("sse.js", WEBJARS + "htmx-ext-sse/2.2.2/sse.js"),
          Map.entry("uplot.js", WEBJARS + "uplot/1.6.30/dist/uPlot.iife.min.js"),
          Map.entry("uplot.css", WEBJARS + "uplot/1.6.30/dist/uPlot.min.css"),
          Map.entry("plot.js", "/dev/muster/server/console/plot.js"),
          Map.entry("console.css", "/dev/muster/server/console/console.css"),
          Map.entry("console.js", "/dev/muster/server/console/console.js"),
          Map.entry("palette.js", "/dev/muster/server/console/palette.js"),
          Map.entry("passkeys.js", "/dev/muster/server/console/passkeys.js"),
          Map.entry("expression.js", "/dev/muster/server/console/expression.js"),
          Map.entry("muster.svg", "/dev/muster/server/console/muster.svg"));

  private final Map<String, byte[]> compressed = new ConcurrentHashMap<>();

  /// A file by its name. Throws 404 if there is none.
  Response file(String name) {
    var path = FILES.get(name);
    if (path == null) {
      throw HttpException.notFound("there is no file \"%s\"".formatted(name));
    }
    return Response.of(200, type(name), compressed.computeIfAbsent(path, Assets::compress))
        .with("Content-Encoding", "gzip")
        .with("Cache-Control", YEAR);
  }

  private static String type(String name) {
    var ending = name.substring(name.lastIndexOf('.') + 1);
    return switch (ending) {
      case "css" -> "text/css; charset=utf-8";
      case "js" -> "text/javascript; charset=utf-8";
      default -> "image/svg+xml";
    };
  }

  private static byte[] compress(String path) {
    var bytes = new ByteArrayOutputStream();
    try (var file = Assets.class.getResourceAsStream(path);
        var gzip = new GZIPOutputStream(bytes)) {
      if (file == null) {
        throw new IllegalStateException("the jar lacks " + path);
      }
      file.transferTo(gzip);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
