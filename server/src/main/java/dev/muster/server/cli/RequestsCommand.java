package dev.muster.server.cli;

import java.util.Optional;
import java.util.StringJoiner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// `muster requests`: what clients asked of a tenant, and why they got the answer they got.
@Command(
    name = "requests",
    description = "Shows what clients asked of a tenant's SCIM endpoint, newest first.")
final class RequestsCommand implements Runnable {
  private static final long LOOK_AGAIN_MILLIS = 500;

  private final GlobalOptions options;
  @Spec private CommandSpec spec = CommandSpec.create();

  // Optional, since the subcommands have their own.
  @Parameters(index = "0", arity = "0..1", paramLabel = "TENANT", description = "The tenant.")
  private Optional<String> tenant = Optional.empty();

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ID",
      description = "One request, whole: its X-Request-Id.")
  private Optional<String> id = Optional.empty();

  @Option(names = "--status", paramLabel = "STATUS", description = "Such as 409, or 4xx.")
  private Optional<String> status = Optional.empty();

  @Option(names = "--resource", paramLabel = "ID", description = "Only about this resource.")
  private Optional<String> resource = Optional.empty();

  @Option(names = "--text", paramLabel = "TEXT", description = "Only those that hold this text.")
  private Optional<String> text = Optional.empty();

  @Option(names = "--since", paramLabel = "MOMENT", description = "Such as 2026-01-31T12:00:00Z.")
  private Optional<String> since = Optional.empty();

  @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "How many.")
  private int limit;

  @Option(names = "--tail", description = "Shows new ones as they come, until Ctrl-C.")
  private boolean tail;

  RequestsCommand(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public void run() {
    var name =
        tenant.orElseThrow(() ->
            new ParameterException(spec.commandLine(), "Missing required parameter: 'TENANT'"));
    var path = "/tenants/" + AdminClient.segment(name) + "/requests";
    if (tail) {
      follow(path);
    } else if (id.isPresent()) {
      var request = options.adminClient().get(path + "/" + AdminClient.segment(id.get()));
      options.output().print(request, whole(request));
    } else {
      var found = options.adminClient().get(path + "?" + query());
      options.output().print(found, lines(found.path("requests")));
    }
  }

  private String query() {
    var query = new StringJoiner("&");
    query.add("limit=" + limit);
    status.ifPresent(value -> query.add("status=" + AdminClient.segment(value)));
    resource.ifPresent(value -> query.add("resourceId=" + AdminClient.segment(value)));
    text.ifPresent(value -> query.add("text=" + AdminClient.segment(value)));
    since.ifPresent(value -> query.add("since=" + AdminClient.segment(value)));
    return query.toString();
  }

  private void follow(String path) {
    var admin = options.adminClient();
    long seen = admin.get(path + "?limit=1").path("requests").path(0).path("logId").asLong(0);
    while (!Thread.currentThread().isInterrupted()) {
      var news = admin.get(path + "?after=" + seen).path("requests");
      for (var request : news) {
        options.output().print(request, line(request));
        seen = request.path("logId").asLong();
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_AGAIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String lines(JsonNode requests) {
    var lines = new StringJoiner("\n");
    requests.forEach(request -> lines.add(line(request)));
    return lines.length() == 0 ? "nothing yet" : lines.toString();
  }

  private static String line(JsonNode request) {
    var rules = new StringJoiner(", ", "  [", "]");
    rules.setEmptyValue("");
    request.path("dialectRules").forEach(rule -> rules.add(rule.asString()));
    return "%s  %3d %-6s %s%s%n      %s  (%s)"
        .formatted(
            request.path("at").asString(),
            request.path("status").asInt(),
            request.path("method").asString(),
            request.path("target").asString(""),
            rules,
            request.path("why").asString(),
            request.path("id").asString());
  }

  private static String whole(JsonNode request) {
    return line(request)
        + "%n      token %s, client %s, %s ms%n      sent      %s%n      answered  %s%n      %s"
            .formatted(
                request.path("token").asString("none accepted"),
                request.path("client").asString("unknown"),
                request.path("durationMillis"),
                request.path("request"),
                request.path("response"),
                request.path("curl").asString(""));
  }
}
