package dev.muster.client.exchange;

import dev.muster.scim.message.ScimJson;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/// What a request carries.
public sealed interface Body {
  /// Nothing.
  record None() implements Body {}

  /// A SCIM message (RFC 7644 §8.1).
  record Json(ObjectNode json) implements Body {}

  /// A form, as token endpoints take it (RFC 6749 §4.4.2). It holds secrets.
  record Form(Map<String, String> fields) implements Body {
    public Form {
      // In their order: the same request is the same text each time.
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    @Override
    public String toString() {
      return "Form" + fields.keySet();
    }
  }

  /// What is sent.
  default byte[] bytes() {
    return switch (this) {
      case None none -> new byte[0];
      case Json(var json) -> ScimJson.writeBytes(json);
      case Form(var fields) ->
          fields.entrySet().stream()
              .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
              .collect(Collectors.joining("&"))
              .getBytes(StandardCharsets.UTF_8);
    };
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
