package dev.muster.server.console;

import dev.muster.server.http.Response;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The templates of `src/main/jte`, compiled with the project.
final class Views {
  private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);

  Views() {
    engine.setTrimControlStructures(true);
  }

  /// A page.
  ///
  /// @param model the template's one parameter
  Response page(int status, String template, Object model) {
    return Response.of(status, "text/html; charset=utf-8", render(template, model));
  }

  /// A piece of a page.
  String piece(String template, Object model) {
    return new String(render(template, model), StandardCharsets.UTF_8);
  }

  private byte[] render(String template, Object model) {
    var out = new Utf8ByteOutput();
    engine.render(template + ".jte", model, out);
    var bytes = new ByteArrayOutputStream(out.getContentLength());
    try {
      out.writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
