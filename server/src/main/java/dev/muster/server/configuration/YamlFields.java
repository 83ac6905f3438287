package dev.muster.server.configuration;

import dev.muster.scim.schema.NearestName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// The fields of a mapping in a YAML file, each taken by name; what nobody takes is refused with
/// its line. Every message begins with file and line.
final class YamlFields {
  private final Path file;
  private final Map<String, Field> fields = new LinkedHashMap<>();
  private final TreeSet<String> taken = new TreeSet<>();

  private record Field(Node key, Node value) {}

  /// Throws when the node is no mapping, or has a key twice.
  YamlFields(Path file, Node node) {
    this.file = file;
    if (!(node instanceof MappingNode mapping)) {
      throw problem(file, node, "expected keys with values, such as \"port: 8080\"");
    }
    for (var tuple : mapping.getValue()) {
      var key = text(tuple.getKeyNode());
      if (fields.put(key, new Field(tuple.getKeyNode(), tuple.getValueNode())) != null) {
        throw problem(file, tuple.getKeyNode(), "\"%s\" is there twice".formatted(key));
      }
    }
  }

  Optional<Node> find(String key) {
    taken.add(key);
    return Optional.ofNullable(fields.get(key)).map(Field::value);
  }

  Optional<String> findText(String key) {
    return find(key).map(this::text);
  }

  String requireText(String key, Node owner) {
    return findText(key)
        .orElseThrow(() -> problem(file, owner, "\"%s\" is missing".formatted(key)));
  }

  /// The elements of a list; none if it is left out.
  List<Node> elements(String key) {
    return find(key).map(this::elements).orElse(List.of());
  }

  /// Values of an option: those of a list, or the one that stands there.
  List<String> texts(String key) {
    return find(key)
        .map(node ->
            node instanceof SequenceNode
                ? elements(node).stream().map(this::text).toList()
                : List.of(text(node)))
        .orElse(List.of());
  }

  /// Throws naming the first key that was not taken, with its line.
  void refuseOthers() {
    for (var field : fields.entrySet()) {
      if (!taken.contains(field.getKey())) {
        var meant =
            NearestName.to(field.getKey(), taken)
                .map("did you mean \"%s\"?"::formatted)
                .orElseGet(() -> "there are " + String.join(", ", taken));
        throw problem(
            file,
            field.getValue().key(),
            "unknown key \"%s\"; %s".formatted(field.getKey(), meant));
      }
    }
  }

  /// The line of a node, counted from 1.
  static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }

  static ConfigurationException problem(Path file, Node node, String what) {
    return new ConfigurationException("%s:%d: %s".formatted(file, line(node), what));
  }

  private List<Node> elements(Node node) {
    if (node instanceof SequenceNode sequence) {
      return new ArrayList<>(sequence.getValue());
    }
    throw problem(file, node, "expected a list");
  }

  private String text(Node node) {
    if (node instanceof ScalarNode scalar && !scalar.getValue().isEmpty()) {
      return scalar.getValue();
    }
    throw problem(file, node, "expected a value that is not empty");
  }
}
