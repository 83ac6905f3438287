package dev.muster.server.cli;

import dev.muster.server.configuration.EffectiveConfiguration;
import dev.muster.server.configuration.ServerOption;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Option;

/// Options of the server, as commands take them. They have no defaults here: what is not given is
/// looked for in the environment and in the file first.
public final class ServerParameters {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "A YAML file with any of these options, and tenants (default: MUSTER_CONFIG).")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port to listen on; 0 takes a free one (default 8080).")
  private Optional<String> port = Optional.empty();

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Address to listen on; 0.0.0.0 for all (default 127.0.0.1).")
  private Optional<String> host = Optional.empty();

  @Option(
      names = "--database",
      paramLabel = "URL",
      description =
          "postgresql://user:password@host/name (default: an SQLite file in the data folder).")
  private Optional<String> database = Optional.empty();

  @Option(
      names = "--public-url",
      paramLabel = "URL",
      description = "Where clients reach this server, if that is another address.")
  private Optional<String> publicUrl = Optional.empty();

  @Option(
      names = "--trusted-proxy",
      paramLabel = "NETWORK",
      description =
          "A network such as 10.0.0.0/8 of proxies whose X-Forwarded-For counts; may be repeated.")
  private List<String> trustedProxies = List.of();

  @Option(
      names = "--allow-target",
      paramLabel = "NETWORK",
      description =
          "A network such as 10.0.0.0/8 that may be called (webhooks) although it is not public; may be repeated.")
  private List<String> allowedTargets = List.of();

  @Option(
      names = "--allow-private-addresses",
      description =
          "Call private addresses, by plain HTTP too, when a tenant's settings name them.")
  private boolean privateAddresses;

  /// What a server would be started with. Throws when something does not fit.
  public EffectiveConfiguration effective(
      GlobalOptions options, Function<String, Optional<String>> environment) {
    var flags = new EnumMap<ServerOption, List<String>>(ServerOption.class);
    put(flags, ServerOption.PORT, port);
    put(flags, ServerOption.HOST, host);
    put(flags, ServerOption.DATABASE, database);
    put(flags, ServerOption.PUBLIC_URL, publicUrl);
    put(flags, ServerOption.DATA, options.givenData().map(Path::toString));
    if (!trustedProxies.isEmpty()) {
      flags.put(ServerOption.TRUSTED_PROXY, trustedProxies);
    }
    if (!allowedTargets.isEmpty()) {
      flags.put(ServerOption.ALLOW_TARGET, allowedTargets);
    }
    if (privateAddresses) {
      flags.put(ServerOption.ALLOW_PRIVATE_ADDRESSES, List.of("true"));
    }
    return EffectiveConfiguration.of(flags, environment, config);
  }

  private static void put(
      Map<ServerOption, List<String>> flags, ServerOption option, Optional<String> value) {
    value.ifPresent(text -> flags.put(option, List.of(text)));
  }
}
