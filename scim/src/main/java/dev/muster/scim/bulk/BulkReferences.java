package dev.muster.scim.bulk;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// References of one operation to resources that others of the same request make: `bulkId:x` stands
/// where the id will stand, in data (values, `$ref`, filters of paths) and in the operation's own
/// path (RFC 7644 §3.7.2).
public final class BulkReferences {
  // A whole value, the segment of an address, or a quoted text in a filter.
  private static final Pattern REFERENCE =
      Pattern.compile("(?<=^|/|\")bulkId:([^/\"\\s]+)(?=$|/|\")");

  private BulkReferences() {}

  /// The bulkIds that an operation refers to.
  public static Set<String> of(BulkOperation operation) {
    var found = new LinkedHashSet<String>();
    collect(operation.path(), found);
    operation.data().ifPresent(data -> collect(data, found));
    return found;
  }

  /// The operation with ids in place of its references; those without an id stay.
  public static BulkOperation resolve(BulkOperation operation, Map<String, String> ids) {
    return new BulkOperation(
        operation.method(),
        resolve(operation.path(), ids),
        operation.bulkId(),
        operation.version(),
        operation.data().map(data -> resolve(data, ids)));
  }

  /// The operation without those values of its data that still hold a reference: the innermost
  /// object or value around each is left out.
  public static BulkOperation withoutUnresolved(BulkOperation operation) {
    return new BulkOperation(
        operation.method(),
        operation.path(),
        operation.bulkId(),
        operation.version(),
        operation.data().map(data -> pruned(data).orElseGet(JsonNodeFactory.instance::objectNode)));
  }

  private static void collect(JsonNode node, Set<String> found) {
    if (node.isString()) {
      collect(node.stringValue(), found);
    }
    node.forEach(child -> collect(child, found));
  }

  private static void collect(String text, Set<String> found) {
    if (text.contains("bulkId:")) {
      REFERENCE.matcher(text).results().forEach(match -> found.add(match.group(1)));
    }
  }

  private static String resolve(String text, Map<String, String> ids) {
    if (!text.contains("bulkId:")) {
      return text;
    }
    return REFERENCE
        .matcher(text)
        .replaceAll(
            match -> Matcher.quoteReplacement(ids.getOrDefault(match.group(1), match.group())));
  }

  private static JsonNode resolve(JsonNode node, Map<String, String> ids) {
    return switch (node) {
      case StringNode text -> StringNode.valueOf(resolve(text.stringValue(), ids));
      case ArrayNode array -> {
        var resolved = JsonNodeFactory.instance.arrayNode(array.size());
        array.forEach(child -> resolved.add(resolve(child, ids)));
        yield resolved;
      }
      case ObjectNode object -> {
        var resolved = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(p -> resolved.set(p.getKey(), resolve(p.getValue(), ids)));
        yield resolved;
      }
      default -> node;
    };
  }

  /// What is left of a value; empty when it is, or directly holds, a reference.
  private static Optional<JsonNode> pruned(JsonNode node) {
    if (node.isString()) {
      return refers(node) ? Optional.empty() : Optional.of(node);
    }
    if (node instanceof ArrayNode array) {
      var kept = JsonNodeFactory.instance.arrayNode(array.size());
      array.forEach(child -> pruned(child).ifPresent(kept::add));
      return kept.isEmpty() && !array.isEmpty() ? Optional.empty() : Optional.of(kept);
    }
    if (node instanceof ObjectNode object) {
      if (object.values().stream().anyMatch(BulkReferences::refers)) {
        return Optional.empty();
      }
      var kept = new HashMap<String, JsonNode>();
      object
          .properties()
          .forEach(p -> pruned(p.getValue()).ifPresent(v -> kept.put(p.getKey(), v)));
      return Optional.of(JsonNodeFactory.instance.objectNode().setAll(kept));
    }
    return Optional.of(node);
  }

  private static boolean refers(JsonNode node) {
    return node.isString() && REFERENCE.matcher(node.stringValue()).find();
  }
}
