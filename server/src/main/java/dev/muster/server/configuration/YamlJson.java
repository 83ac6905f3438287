package dev.muster.server.configuration;

import dev.muster.scim.message.ScimJson;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A part of a YAML file as JSON: what the admin API takes can stand in a file.
record YamlJson(Path file) {

  /// Throws when the node is no mapping.
  ObjectNode object(Node node) {
    if (!(node instanceof MappingNode mapping)) {
      throw YamlFields.problem(file, node, "expected keys with values");
    }
    if (node.isRecursive()) {
      throw YamlFields.problem(file, node, "refers to itself");
    }
    var object = ScimJson.object();
    for (var tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw YamlFields.problem(file, tuple.getKeyNode(), "a key has to be a text");
      }
      if (object.has(key.getValue())) {
        throw YamlFields.problem(file, key, "\"%s\" is there twice".formatted(key.getValue()));
      }
      object.set(key.getValue(), json(tuple.getValueNode()));
    }
    return object;
  }

  /// The node of a field such as `rateLimit.burst`, or as much of the way to it as there is.
  static Node at(Node node, List<String> path) {
    if (path.isEmpty() || !(node instanceof MappingNode mapping)) {
      return node;
    }
    return mapping.getValue().stream()
        .filter(tuple ->
            tuple.getKeyNode() instanceof ScalarNode key && key.getValue().equals(path.getFirst()))
        .findFirst()
        .map(tuple ->
            path.size() == 1
                ? tuple.getKeyNode()
                : at(tuple.getValueNode(), path.subList(1, path.size())))
        .orElse(node);
  }

  private JsonNode json(Node node) {
    return switch (node) {
      case SequenceNode sequence -> {
        var array = JsonNodeFactory.instance.arrayNode();
        sequence.getValue().forEach(element -> array.add(json(element)));
        yield array;
      }
      case ScalarNode scalar -> value(scalar);
      default -> object(node);
    };
  }

  private JsonNode value(ScalarNode scalar) {
    var nodes = JsonNodeFactory.instance;
    var text = scalar.getValue();
    if (scalar.getTag().equals(Tag.NULL)) {
      return nodes.nullNode();
    }
    if (scalar.getTag().equals(Tag.BOOL)) {
      return nodes.booleanNode(Boolean.parseBoolean(text));
    }
    if (scalar.getTag().equals(Tag.INT) || scalar.getTag().equals(Tag.FLOAT)) {
      return number(text).orElseThrow(() -> YamlFields.problem(file, scalar, "no number: " + text));
    }
    return nodes.stringNode(text);
  }

  private static Optional<JsonNode> number(String text) {
    try {
      var number = new BigDecimal(text);
      return Optional.of(
          number.scale() <= 0
              ? JsonNodeFactory.instance.numberNode(number.toBigIntegerExact())
              : JsonNodeFactory.instance.numberNode(number));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
