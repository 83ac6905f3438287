package dev.muster.server.configuration;

import dev.muster.server.configuration.Found.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/// The configuration file, in YAML. Paths in it are relative to its folder.
///
/// ```yaml
/// host: 0.0.0.0
/// database-file: /run/secrets/database
/// tenants:
///   - name: acme
///     settings: {dialect: {preset: entra}}
///     tokens: [{name: Entra, file: /run/secrets/acme-token}]
/// ```
record ConfigurationFile(Map<ServerOption, Found> options, List<DeclaredTenant> tenants) {
  static final ConfigurationFile NONE = new ConfigurationFile(Map.of(), List.of());

  ConfigurationFile {
    options = Map.copyOf(options);
    tenants = List.copyOf(tenants);
  }

  /// Reads a file. Throws naming the line of the first mistake.
  static ConfigurationFile read(Path file) {
    return compose(file)
        .map(root -> {
          var fields = new YamlFields(file, root);
          var options = new EnumMap<ServerOption, Found>(ServerOption.class);
          for (var option : ServerOption.values()) {
            find(file, fields, option).ifPresent(found -> options.put(option, found));
          }
          var tenants = new DeclaredTenants(file).read(fields.elements("tenants"));
          fields.refuseOthers();
          return new ConfigurationFile(options, tenants);
        })
        .orElse(NONE);
  }

  private static Optional<Node> compose(Path file) {
    try {
      var yaml = new Compose(LoadSettings.builder().setLabel(file.toString()).build());
      return yaml.composeString(Files.readString(file));
    } catch (IOException e) {
      throw new ConfigurationException(
          "--config: cannot read %s (%s)".formatted(file, e.getClass().getSimpleName()), e);
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      throw new ConfigurationException(
          "%s:%d: no YAML: %s".formatted(file, line, e.getProblem()), e);
    } catch (YamlEngineException e) {
      throw new ConfigurationException("%s: no YAML: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static Optional<Found> find(Path file, YamlFields fields, ServerOption option) {
    var inFile = option.isSecret() ? secret(file, fields, option.key()) : Optional.<Found>empty();
    var node = fields.find(option.key());
    if (inFile.isPresent() && node.isPresent()) {
      throw YamlFields.problem(
          file,
          node.get(),
          "there are both \"%s\" and \"%s\"; keep one"
              .formatted(option.key(), option.key() + ServerOption.FILE_SUFFIX));
    }
    return inFile.or(() -> node.map(value -> value(file, fields, option, value)));
  }

  private static Optional<Found> secret(Path file, YamlFields fields, String key) {
    return fields
        .find(key + ServerOption.FILE_SUFFIX)
        .map(node -> {
          var place = "%s:%d".formatted(file, YamlFields.line(node));
          var secret =
              file.resolveSibling(fields.findText(key + ServerOption.FILE_SUFFIX).orElseThrow());
          return new Found(
              List.of(SecretFiles.read(place, secret)), new Place.SecretFile(place, secret));
        });
  }

  private static Found value(Path file, YamlFields fields, ServerOption option, Node node) {
    var values = fields.texts(option.key());
    if (values.size() != 1 && !option.isList()) {
      throw YamlFields.problem(file, node, "\"%s\" has one value".formatted(option.key()));
    }
    var placed =
        option == ServerOption.DATA
            ? List.of(file.resolveSibling(values.getFirst()).toString())
            : values;
    return new Found(placed, new Place.Line(file, YamlFields.line(node)));
  }
}
