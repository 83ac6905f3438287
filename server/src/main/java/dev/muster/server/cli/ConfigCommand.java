package dev.muster.server.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/// `muster config`: what a server is started with.
@Command(
    name = "config",
    description = "What a server is started with.",
    synopsisSubcommandLabel = "COMMAND")
final class ConfigCommand {
  private ConfigCommand() {}

  static ConfigCommand group() {
    return new ConfigCommand();
  }

  /// `muster config show`.
  @Command(
      name = "show",
      description =
          "Checks the configuration and shows each value with where it comes from; starts nothing. Takes the options of run.")
  static final class Show implements Runnable {
    private final GlobalOptions options;
    @Mixin private final ServerParameters parameters = new ServerParameters();

    Show(GlobalOptions options) {
      this.options = options;
    }

    @Override
    public void run() {
      var effective =
          parameters.effective(options, name -> Optional.ofNullable(System.getenv(name)));
      effective.port();
      var json = effective.toJson();
      options.output().print(json, text(json));
    }

    private static String text(JsonNode json) {
      var rows = new ArrayList<List<String>>();
      rows.add(List.of("OPTION", "VALUE", "FROM"));
      for (var option : json.path("options").properties()) {
        var entry = option.getValue();
        rows.add(
            List.of(option.getKey(), value(entry.path("value")), entry.path("from").asString()));
      }
      var lines = new StringJoiner("\n").add(Output.table(rows));
      for (var tenant : json.path("tenants")) {
        lines.add(
            "tenant %s (%s): settings %s, tokens %s"
                .formatted(
                    tenant.path("name").asString(),
                    tenant.path("from").asString(),
                    tenant.path("settings"),
                    tenant
                        .path("tokens")
                        .valueStream()
                        .map(token -> token.path("name").asString())
                        .collect(Collectors.joining(", ", "[", "]"))));
      }
      return lines.toString();
    }

    private static String value(JsonNode value) {
      return value.isArray()
          ? value.valueStream().map(JsonNode::asString).collect(Collectors.joining(", "))
          : value.asString("");
    }
  }
}
