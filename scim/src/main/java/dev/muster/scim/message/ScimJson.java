package dev.muster.scim.message;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// JSON text to nodes and back, strictly: a key given twice in one object is refused rather than
/// guessed at, decimals keep all their digits.
public final class ScimJson {
  private static final int LONGEST = 100;

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
    return parseObject(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Reads a message body in UTF-8; anything but one JSON object is `invalidSyntax`.
  public static ObjectNode parseObject(byte[] utf8) {
    var node = JsonReader.read(utf8);
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw ScimException.invalidSyntax(
        "body: expected a JSON object, found "
            + (node.isMissingNode()
                ? "nothing"
                : node.getNodeType().name().toLowerCase(Locale.ROOT)));
  }

  /// Reads any one JSON value, such as the string in a filter; anything else is `invalidSyntax`.
  public static JsonNode parse(String text) {
    return JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
  }

  /// The node as compact text.
  public static String write(JsonNode node) {
    return new String(writeBytes(node), StandardCharsets.UTF_8);
  }

  /// The node as compact text in UTF-8.
  public static byte[] writeBytes(JsonNode node) {
    return JsonWriter.write(node);
  }

  /// The beginning of a text, for messages.
  static String excerpt(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }
}
