package dev.muster.server.console;

import dev.muster.scim.message.ScimJson;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A line of the attribute mapping.
///
/// @param kind `direct`, `constant`, `expression` or `none`
/// @param match in which order objects are matched by it; empty if they are not
public record MappingLine(
    String target,
    String kind,
    String expression,
    String fallback,
    String match,
    String apply,
    String nulls,
    String authority,
    String reference) {

  static MappingLine of(JsonNode json) {
    return new MappingLine(
        json.path("target").asString(""),
        json.path("type").asString(""),
        json.path("expression").asString(""),
        json.path("default").asString(""),
        json.path("match").asString(""),
        json.path("apply").asString("always"),
        json.path("nulls").asString("asTheJob"),
        json.path("authority").asString("source"),
        json.path("reference").asString(""));
  }

  /// What a form has of one.
  static MappingLine of(Form form) {
    return new MappingLine(
        form.text("target"),
        "",
        form.text("expression"),
        form.text("default"),
        form.text("match"),
        form.text("apply"),
        form.text("nulls"),
        form.text("authority"),
        form.text("reference"));
  }

  ObjectNode toJson() {
    var json = ScimJson.object().put("target", target).put("expression", expression);
    var texts =
        Map.of(
            "default", fallback,
            "apply", apply,
            "nulls", nulls,
            "authority", authority,
            "reference", reference);
    texts.forEach((name, text) -> {
      if (!text.isEmpty()) {
        json.put(name, text);
      }
    });
    if (!match.isEmpty()) {
      json.put("match", Numbers.parse("match", match));
    }
    return json;
  }
}
