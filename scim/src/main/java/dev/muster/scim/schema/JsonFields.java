package dev.muster.scim.schema;

import dev.muster.scim.message.ScimException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Typed access to the members of a definition's JSON object; what does not fit is `invalidValue`
/// and names the definition.
///
/// @param label what the object defines, for messages
record JsonFields(String label, JsonNode json) {
  JsonFields {
    if (!json.isObject()) {
      throw ScimException.invalidValue("%s: expected an object, found %s".formatted(label, json));
    }
  }

  String requireString(String key) {
    var text = string(key, "");
    if (text.isEmpty()) {
      throw ScimException.invalidValue("%s: \"%s\" is missing".formatted(label, key));
    }
    return text;
  }

  String string(String key, String fallback) {
    var node = json.path(key);
    if (isUnassigned(node)) {
      return fallback;
    }
    return requireText(key, node);
  }

  boolean bool(String key) {
    var node = json.path(key);
    if (isUnassigned(node)) {
      return false;
    }
    if (!node.isBoolean()) {
      throw unfit(key, node, "true or false");
    }
    return node.booleanValue();
  }

  List<JsonNode> array(String key) {
    var node = json.path(key);
    if (isUnassigned(node)) {
      return List.of();
    }
    if (!node.isArray()) {
      throw unfit(key, node, "an array");
    }
    return List.copyOf(node.values());
  }

  List<String> strings(String key) {
    var strings = new ArrayList<String>();
    for (var node : array(key)) {
      strings.add(requireText(key, node));
    }
    return strings;
  }

  <T> T keyword(String key, T[] values, Function<T, String> keyword, String fallback) {
    var text = string(key, fallback);
    return Arrays.stream(values)
        .filter(value -> keyword.apply(value).equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(() -> unfit(key, json.path(key), oneOf(values, keyword)));
  }

  private String requireText(String key, JsonNode node) {
    if (!node.isString()) {
      throw unfit(key, node, "a string");
    }
    return node.stringValue();
  }

  private ScimException unfit(String key, JsonNode node, String expected) {
    return ScimException.invalidValue(
        "%s: \"%s\" is %s, expected %s".formatted(label, key, node, expected));
  }

  private static <T> String oneOf(T[] values, Function<T, String> keyword) {
    return Arrays.stream(values).map(keyword).collect(Collectors.joining(", ", "one of ", ""));
  }

  private static boolean isUnassigned(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }
}
