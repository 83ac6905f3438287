package dev.muster.server.cli;

import dev.muster.scim.message.ScimJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// `muster alert`: who is told when provisioning goes wrong, and a test of it.
@Command(
    name = "alert",
    description = "Alerts about provisioning: where they go, which there were, a test.",
    synopsisSubcommandLabel = "COMMAND")
final class AlertCommand {
  private AlertCommand() {}

  static AlertCommand group() {
    return new AlertCommand();
  }

  /// `muster alert add`.
  @Command(name = "add", description = "Sends alerts to a webhook or a mail address.")
  static final class Add extends OfTenant {
    @Option(names = "--url", paramLabel = "URL", description = "Of a webhook.")
    private Optional<String> url = Optional.empty();

    @Option(names = "--email", paramLabel = "ADDRESS", description = "A mail address.")
    private Optional<String> email = Optional.empty();

    @Option(
        names = "--kind",
        paramLabel = "KIND",
        description = "Only alerts of this kind, such as quarantineBegan; all without it.")
    private List<String> kinds = new ArrayList<>();

    Add(GlobalOptions options) {
      super(options);
    }

    @Override
    public void run() {
      var body = ScimJson.object();
      url.ifPresent(target -> body.put("url", target));
      email.ifPresent(address -> body.put("email", address));
      kinds.forEach(body.putArray("kinds")::add);
      var channel = admin().post(path("/alert-channels"), body);
      var secret =
          channel.has("secret")
              ? " Its secret, which is not shown again: " + channel.path("secret").asString()
              : "";
      print(
          channel,
          "Alerts go to %s (channel %s).%s"
              .formatted(channel.path("target").asString(), channel.path("id").asString(), secret));
    }
  }

  /// `muster alert channels`.
  @Command(name = "channels", description = "Lists where alerts go.")
  static final class Channels extends OfTenant {
    Channels(GlobalOptions options) {
      super(options);
    }

    @Override
    public void run() {
      var channels = admin().get(path("/alert-channels"));
      print(
          channels,
          Output.table(
              List.of("ID", "KIND", "TARGET"),
              channels.path("channels"),
              channel ->
                  List.of(
                      channel.path("id").asString(),
                      channel.path("kind").asString(),
                      channel.path("target").asString())));
    }
  }

  /// `muster alert remove`.
  @Command(name = "remove", description = "Sends no alerts there any more.")
  static final class Remove extends OfTenantsOne {
    Remove(GlobalOptions options) {
      super(options);
    }

    @Override
    public void run() {
      print(admin().delete(path("/alert-channels/" + id())), "removed");
    }
  }

  /// `muster alert list`.
  @Command(name = "list", description = "Lists alerts, newest first, and whether they arrived.")
  static final class Listing extends OfTenant {
    Listing(GlobalOptions options) {
      super(options);
    }

    @Override
    public void run() {
      var alerts = admin().get(path("/alerts"));
      var lines = new StringJoiner("\n");
      alerts.path("alerts").forEach(alert -> lines.add(text(alert)));
      print(alerts, lines.length() == 0 ? "none" : lines.toString());
    }
  }

  /// `muster alert test`.
  @Command(name = "test", description = "Sends a test everywhere and says what came of it.")
  static final class Test extends OfTenant {
    Test(GlobalOptions options) {
      super(options);
    }

    @Override
    public void run() {
      var alert = admin().post(path("/alerts/test"), ScimJson.object());
      print(alert, text(alert));
    }
  }

  private static String text(JsonNode alert) {
    var lines = new StringJoiner("\n");
    lines.add(
        "%s  %s  %s"
            .formatted(
                alert.path("timestamp").asString(),
                alert.path("type").asString(),
                alert.path("message").asString()));
    for (var delivery : alert.path("deliveries")) {
      lines.add(
          "   %-8s %s %s"
              .formatted(
                  delivery.path("state").asString(),
                  delivery.path("target").asString(),
                  delivery.path("error").asString("")));
    }
    return lines.toString();
  }
}
