package dev.muster.server.cli;

import dev.muster.scim.message.ScimJson;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `muster webhook`: who is told of a tenant's changes.
@Command(
    name = "webhook",
    description = "Webhooks and security event streams of a tenant.",
    synopsisSubcommandLabel = "COMMAND")
final class WebhookCommand {
  private WebhookCommand() {}

  static WebhookCommand group() {
    return new WebhookCommand();
  }

  /// `muster webhook create`.
  @Command(name = "create", description = "Makes one; prints its secret, once.")
  static final class Create extends OfTenant {
    @Parameters(index = "1", paramLabel = "URL", description = "Where events are posted to.")
    private String url = "";

    @Option(
        names = "--event",
        paramLabel = "NAME",
        description = "Such as user.created or group.*; may be repeated (default: all).")
    private List<String> events = List.of();

    @Option(
        names = "--push",
        description = "Sends security event tokens (RFC 8935) instead of JSON.")
    private boolean push;

    Create(GlobalOptions options) {
      super(options);
    }

    @Override
    public void run() {
      var body = ScimJson.object().put("url", url).put("kind", push ? "push" : "webhook");
      var names = body.putArray("events");
      events.forEach(names::add);
      var stream = admin().post(path("/event-streams"), body);
      var text = "Id      " + stream.path("id").asString();
      var secret =
          stream
              .path("secret")
              .asStringOpt()
              .map(s -> "\nSecret  " + s + "\nThe secret is not shown again.")
              .orElse("");
      print(stream, text + secret);
    }
  }

  /// `muster webhook list`.
  @Command(name = "list", description = "Lists them with how far each has got.")
  static final class Listing extends OfTenant {
    Listing(GlobalOptions options) {
      super(options);
    }

    @Override
    public void run() {
      var streams = admin().get(path("/event-streams"));
      print(
          streams,
          Output.table(
              List.of("ID", "KIND", "STATUS", "BEHIND", "URL", "REASON"),
              streams.path("streams"),
              stream ->
                  List.of(
                      stream.path("id").asString(),
                      stream.path("kind").asString(),
                      stream.path("status").asString(),
                      stream.path("behind").asString(),
                      stream.path("url").asString(stream.path("audience").asString("")),
                      stream.path("reason").asString(""))));
    }
  }

  /// `muster webhook deliveries`.
  @Command(name = "deliveries", description = "Shows what was delivered, newest first.")
  static final class Deliveries extends OfTenantsOne {
    Deliveries(GlobalOptions options) {
      super(options);
    }

    @Override
    public void run() {
      var path = path("/event-streams/%s/deliveries".formatted(id()));
      var deliveries = admin().get(path);
      print(
          deliveries,
          Output.table(
              List.of("AT", "EVENT", "ID", "STATUS", "HTTP", "MS", "ERROR"),
              deliveries.path("deliveries"),
              Deliveries::row));
    }

    private static List<String> row(JsonNode delivery) {
      return List.of(
          delivery.path("at").asString(),
          delivery.path("event").asString(),
          delivery.path("eventId").asString(),
          delivery.path("status").asString(),
          delivery.path("httpStatus").asString(),
          delivery.path("durationMillis").asString(),
          delivery.path("error").asString(""));
    }
  }

  /// `muster webhook replay`.
  @Command(name = "replay", description = "Sends everything after a sequence number again.")
  static final class Replay extends OfTenantsOne {
    @Option(
        names = "--after",
        paramLabel = "SEQUENCE",
        required = true,
        description = "0 is the beginning.")
    private long after;

    Replay(GlobalOptions options) {
      super(options);
    }

    @Override
    public void run() {
      var path = path("/event-streams/%s/replay".formatted(id()));
      var stream = admin().post(path, ScimJson.object().put("after", after));
      print(stream, "sends everything after %d again".formatted(after));
    }
  }

  /// `muster webhook enable`, `muster webhook disable`, `muster webhook remove`.
  abstract static class Action extends OfTenantsOne {
    private final String action;

    Action(GlobalOptions options, String action) {
      super(options);
      this.action = action;
    }

    @Override
    public void run() {
      var path = path("/event-streams/" + id());
      var answer =
          action.equals("remove")
              ? admin().delete(path)
              : admin().post(path + "/" + action, ScimJson.object());
      var status = Optional.ofNullable(answer.get("status")).map(JsonNode::asString);
      print(answer, status.orElse("removed"));
    }
  }

  @Command(name = "enable", description = "Lets a disabled one go on where it stopped.")
  static final class Enable extends Action {
    Enable(GlobalOptions options) {
      super(options, "enable");
    }
  }

  @Command(name = "disable", description = "Stops one; what happens meanwhile waits for it.")
  static final class Disable extends Action {
    Disable(GlobalOptions options) {
      super(options, "disable");
    }
  }

  @Command(name = "remove", description = "Removes one with its deliveries.")
  static final class Remove extends Action {
    Remove(GlobalOptions options) {
      super(options, "remove");
    }
  }
}
