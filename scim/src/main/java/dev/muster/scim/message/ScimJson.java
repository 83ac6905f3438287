package dev.muster.scim.message;

import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// JSON text to nodes and back, strictly: a key given twice in one object is refused rather than
/// guessed at, decimals keep all their digits.
public final class ScimJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private ScimJson() {}

  /// The one mapper of this library; it is immutable and safe to share.
  public static JsonMapper mapper() {
    return MAPPER;
  }

  /// A new, empty object.
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /// Reads a message body; anything but one JSON object is `invalidSyntax`.
  public static ObjectNode parseObject(String text) {
    try {
      return requireObject(MAPPER.readTree(text));
    } catch (JacksonException e) {
      throw invalidSyntax(e);
    }
  }

  /// Reads a message body in UTF-8; anything but one JSON object is `invalidSyntax`.
  public static ObjectNode parseObject(byte[] utf8) {
    try {
      return requireObject(MAPPER.readTree(utf8));
    } catch (JacksonException e) {
      throw invalidSyntax(e);
    }
  }

  /// The node as compact text.
  public static String write(JsonNode node) {
    return MAPPER.writeValueAsString(node);
  }

  /// The node as compact text in UTF-8.
  public static byte[] writeBytes(JsonNode node) {
    return MAPPER.writeValueAsBytes(node);
  }

  private static ObjectNode requireObject(JsonNode node) {
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw ScimException.invalidSyntax(
        "body: expected a JSON object, found "
            + (node.isMissingNode()
                ? "nothing"
                : node.getNodeType().name().toLowerCase(Locale.ROOT)));
  }

  private static ScimException invalidSyntax(JacksonException e) {
    var location = e.getLocation();
    var where =
        location == null || location.getLineNr() < 1
            ? ""
            : " at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
    return ScimException.invalidSyntax("body: not valid JSON%s: %s".formatted(where, reason(e)));
  }

  private static String reason(JacksonException e) {
    var message = String.valueOf(e.getOriginalMessage());
    return message.length() > 200 ? message.substring(0, 200) + "…" : message;
  }
}
