package dev.muster.conformance.check;

import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// Reading of answers: names without regard to case, since attribute names have none (RFC 7643
/// §2.1).
public final class Json {
  private Json() {}

  /// The elements of an array; none for anything else.
  public static List<JsonNode> list(JsonNode array) {
    return array.isArray() ? StreamSupport.stream(array.spliterator(), false).toList() : List.of();
  }

  /// The resources of a list answer.
  public static List<JsonNode> resources(JsonNode listResponse) {
    return list(listResponse.path("Resources"));
  }

  /// Texts of one attribute of the elements of an array.
  public static List<String> texts(JsonNode array, String attribute) {
    return list(array).stream().map(each -> each.path(attribute).asString("")).toList();
  }

  /// The member of an object with this name in any case, if it holds something.
  public static Optional<JsonNode> find(JsonNode object, String name) {
    return object.propertyNames().stream()
        .filter(name::equalsIgnoreCase)
        .map(object::path)
        .filter(value -> !isUnassigned(value))
        .findFirst();
  }

  public static boolean has(JsonNode object, String name) {
    return find(object, name).isPresent();
  }

  /// Null, absence and an empty array are one (RFC 7643 §2.5).
  public static boolean isUnassigned(JsonNode value) {
    return value.isMissingNode() || value.isNull() || (value.isArray() && value.isEmpty());
  }

  /// Whether the elements of an array include one with this text at an attribute.
  public static boolean contains(JsonNode array, String attribute, String text) {
    return texts(array, attribute).contains(text);
  }

  /// Text in quotes, as JSON and filters write it.
  public static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /// An operation of a PATCH.
  ///
  /// @param value as JSON
  public static String operation(String op, String path, String value) {
    return "{\"op\": %s, \"path\": %s, \"value\": %s}".formatted(quoted(op), quoted(path), value);
  }

  /// An operation without a value.
  public static String operation(String op, String path) {
    return "{\"op\": %s, \"path\": %s}".formatted(quoted(op), quoted(path));
  }

  /// An operation without a path.
  public static String withoutPath(String op, String value) {
    return "{\"op\": %s, \"value\": %s}".formatted(quoted(op), value);
  }
}
