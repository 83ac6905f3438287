package dev.muster.server.configuration;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.configuration.Found.Place;
import dev.muster.server.tenant.Scopes;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/// What a server is started with, and from where.
public final class EffectiveConfiguration {
  /// The variable that names the file when the command line does not.
  public static final String CONFIG = "MUSTER_CONFIG";

  private static final int HIGHEST_PORT = 65_535;
  private static final String REDACTED = "[redacted]";

  private final Map<ServerOption, Found> options;
  private final List<DeclaredTenant> tenants;

  private EffectiveConfiguration(Map<ServerOption, Found> options, List<DeclaredTenant> tenants) {
    this.options = options;
    this.tenants = tenants;
  }

  /// Finds every option: on the command line, else in the environment, else in the file, else its
  /// default. Throws naming the place of the first mistake.
  ///
  /// @param flags what stands on the command line
  /// @param file what `--config` names
  public static EffectiveConfiguration of(
      Map<ServerOption, List<String>> flags,
      Function<String, Optional<String>> environment,
      Optional<Path> file) {
    var variables = new Variables(environment);
    var configured =
        file.or(() -> environment.apply(CONFIG).map(Path::of))
            .map(ConfigurationFile::read)
            .orElse(ConfigurationFile.NONE);
    var options = new EnumMap<ServerOption, Found>(ServerOption.class);
    for (var option : ServerOption.values()) {
      var flag =
          Optional.ofNullable(flags.get(option))
              .map(values -> new Found(values, new Place.Flag("--" + option.key())));
      options.put(
          option,
          flag.or(() -> variables.find(option))
              .or(() -> Optional.ofNullable(configured.options().get(option)))
              .orElseGet(() -> new Found(option.preset(), new Place.Default())));
    }
    return new EffectiveConfiguration(options, configured.tenants());
  }

  /// The value of an option.
  public Optional<String> find(ServerOption option) {
    return list(option).stream().findFirst();
  }

  /// The values of an option.
  public List<String> list(ServerOption option) {
    return found(option).values();
  }

  public String require(ServerOption option) {
    return find(option).orElseThrow(() -> invalid(option, "has no value"));
  }

  public int port() {
    var text = require(ServerOption.PORT);
    if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > HIGHEST_PORT) {
      // Kubernetes sets MUSTER_PORT to an URL in every container beside a service called muster.
      throw invalid(
          ServerOption.PORT,
          text.startsWith("tcp:")
              ? "\"%s\" is what Kubernetes sets for a service of that name; set enableServiceLinks: false"
                  .formatted(text)
              : "\"%s\" is not a port from 0 to %d".formatted(text, HIGHEST_PORT));
    }
    return Integer.parseInt(text);
  }

  public Path path(ServerOption option) {
    try {
      return Path.of(require(option));
    } catch (InvalidPathException e) {
      throw invalid(option, "no path: " + e.getReason());
    }
  }

  public boolean isTrue(ServerOption option) {
    return switch (require(option).toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw invalid(option, "\"%s\" is neither true nor false".formatted(require(option)));
    };
  }

  public List<DeclaredTenant> tenants() {
    return tenants;
  }

  /// An option's value that does not fit, to be thrown; says where it was set.
  public ConfigurationException invalid(ServerOption option, String what) {
    return new ConfigurationException(
        "%s: %s (from %s)".formatted(option.key(), what, found(option).place().text()));
  }

  /// Everything with where it comes from, secrets redacted.
  public ObjectNode toJson() {
    var json = ScimJson.object();
    var shown = json.putObject("options");
    for (var option : ServerOption.values()) {
      var found = found(option);
      UnaryOperator<String> seen = value -> option.isSecret() ? REDACTED : value;
      var entry = shown.putObject(option.key());
      if (option.isList()) {
        found.values().forEach(entry.putArray("value")::add);
      } else {
        found.values().forEach(value -> entry.put("value", seen.apply(value)));
      }
      entry.put("from", found.place().text());
    }
    var list = json.putArray("tenants");
    for (var tenant : tenants) {
      var entry = list.addObject().put("name", tenant.name()).put("from", tenant.place());
      entry.set("settings", tenant.settings());
      var tokens = entry.putArray("tokens");
      for (var token : tenant.tokens()) {
        var scoped =
            Scopes.put(tokens.addObject().put("name", token.name()), "scopes", token.scopes());
        token.expires().ifPresent(moment -> scoped.put("expires", moment.toString()));
      }
    }
    return json;
  }

  private Found found(ServerOption option) {
    return Optional.ofNullable(options.get(option)).orElseThrow();
  }

  /// Options in the environment.
  private record Variables(Function<String, Optional<String>> environment) {
    Optional<Found> find(ServerOption option) {
      var name = option.variable();
      var value = set(name);
      var file = option.isSecret() ? set(name + "_FILE") : Optional.<String>empty();
      if (value.isPresent() && file.isPresent()) {
        throw new ConfigurationException(
            "%1$s and %1$s_FILE are both set; unset one".formatted(name));
      }
      return file.map(path -> ofFile(name + "_FILE", Path.of(path)))
          .or(() -> value.map(text -> new Found(values(option, text), new Place.Variable(name))));
    }

    private Optional<String> set(String name) {
      return environment.apply(name).filter(value -> !value.isBlank());
    }

    private static Found ofFile(String name, Path file) {
      return new Found(List.of(SecretFiles.read(name, file)), new Place.SecretFile(name, file));
    }

    private static List<String> values(ServerOption option, String text) {
      return option.isList()
          ? Arrays.stream(text.split(",", -1)).map(String::strip).filter(v -> !v.isEmpty()).toList()
          : List.of(text.strip());
    }
  }
}
