package dev.muster.conformance.http;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What a provider answered.
///
/// @param headers first values, by names in lower case
/// @param text the body as it came
/// @param json the body as JSON; a missing node if it is none
public record Answer(int status, Map<String, String> headers, String text, JsonNode json) {
  public Answer {
    headers = Map.copyOf(headers);
  }

  /// Value of a header that may be missing.
  public Optional<String> findHeader(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /// Value of a header; empty if it is missing.
  public String header(String name) {
    return findHeader(name).orElse("");
  }

  /// Whether the status is one of the 200s.
  public boolean isSuccess() {
    return status / 100 == 2;
  }

  /// Text at a path of names in the body, such as `meta`, `location`; empty if there is none.
  public String at(String... names) {
    var node = json;
    for (var name : names) {
      node = node.path(name);
    }
    return node.asString("");
  }

  /// Status and the beginning of the body, for messages.
  public String summary() {
    var body = text.strip();
    return "%d %s".formatted(status, body.length() > 300 ? body.substring(0, 300) + "…" : body);
  }
}
