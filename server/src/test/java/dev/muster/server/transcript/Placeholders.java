package dev.muster.server.transcript;

import dev.muster.scim.message.ScimJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// What the placeholders of a transcript stand for while it is played.
final class Placeholders {
  private static final Pattern NAMED = Pattern.compile("\\{([A-Za-z][A-Za-z0-9]*)}");
  private static final Pattern TIMESTAMP =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
  private static final Pattern ETAG = Pattern.compile("W/\"[^\"]+\"");

  private final Map<String, String> values = new LinkedHashMap<>();

  void put(String name, String value) {
    values.put(name, value);
  }

  /// The text with what is known put in.
  String filled(String text) {
    return NAMED
        .matcher(text)
        .replaceAll(
            match -> Matcher.quoteReplacement(values.getOrDefault(match.group(1), match.group())));
  }

  /// Takes from a response what the expected one names for the first time.
  void learn(JsonNode expected, JsonNode actual) {
    if (expected instanceof StringNode text && actual.isString()) {
      var name = NAMED.matcher(text.stringValue());
      if (name.matches()) {
        values.putIfAbsent(name.group(1), actual.stringValue());
      }
    } else if (expected instanceof ObjectNode object) {
      object.properties().forEach(member -> learn(member.getValue(), actual.path(member.getKey())));
    } else if (expected instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        learn(array.get(i), actual.path(i));
      }
    }
  }

  /// Gives a new resource's id a name: `user`, `user2`, `group`.
  void name(String kind, String id) {
    if (!values.containsValue(id)) {
      var name = kind;
      for (int i = 2; values.containsKey(name); i++) {
        name = kind + i;
      }
      values.put(name, id);
    }
  }

  /// The text with placeholders for all that differs from run to run.
  String generalised(String text) {
    var result = ETAG.matcher(text).replaceAll("{etag}");
    result = TIMESTAMP.matcher(result).replaceAll("{timestamp}");
    for (var known : values.entrySet()) {
      result = result.replace(known.getValue(), "{" + known.getKey() + "}");
    }
    return result;
  }

  JsonNode generalised(JsonNode node) {
    return switch (node) {
      case StringNode text -> StringNode.valueOf(generalised(text.stringValue()));
      case ObjectNode object -> {
        var result = ScimJson.object();
        object
            .properties()
            .forEach(member -> result.set(member.getKey(), generalised(member.getValue())));
        yield result;
      }
      case ArrayNode array -> {
        var result = ScimJson.mapper().createArrayNode();
        array.forEach(element -> result.add(generalised(element)));
        yield result;
      }
      default -> node;
    };
  }
}
