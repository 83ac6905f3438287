package dev.muster.server.console;

import dev.muster.server.http.QueryParameters;
import dev.muster.server.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The fields of a form that was sent (`application/x-www-form-urlencoded`).
record Form(QueryParameters fields) {

  static Form of(Request request) {
    return new Form(
        new QueryParameters(
            request.method().equals("POST")
                ? new String(request.body().bytes(), StandardCharsets.UTF_8)
                : ""));
  }

  /// What was typed in, without spaces around it; empty text for nothing.
  String text(String name) {
    return fields.find(name).orElse("").strip();
  }

  /// A password as it was typed in.
  String secret(String name) {
    return fields.find(name).orElse("");
  }

  boolean isChecked(String name) {
    return fields.find(name).isPresent();
  }

  /// The lines of a text area that have something in them.
  List<String> lines(String name) {
    return text(name).lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }
}
