package dev.muster.server.demo;

import dev.muster.client.ScimConnection;
import dev.muster.server.Configuration;
import dev.muster.server.MusterServer;
import dev.muster.server.cli.AdminClient;
import dev.muster.server.cli.CommandException;
import dev.muster.server.cli.GlobalOptions;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `muster demo`: starts a server of its own and moves made-up people through it.
@Command(
    name = "demo",
    description =
        "Shows an HR file becoming a directory, the directory becoming accounts in an application,"
            + " and three changes following.")
public final class DemoCommand implements Callable<Integer> {
  private final GlobalOptions options;

  @Option(
      names = "--people",
      paramLabel = "N",
      defaultValue = "1000",
      description = "How many people (default ${DEFAULT-VALUE}).")
  private int people;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "42",
      description = "Other people (default ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--target",
      paramLabel = "URL",
      description =
          "Provision this SCIM server, whose token is --token (default: a second tenant of the"
              + " demo's own server).")
  private Optional<String> target = Optional.empty();

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Requests a second to --target at most; 0 for no limit (default 25).")
  private Optional<Integer> rate = Optional.empty();

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "0",
      description = "Port to listen on (default: a free one).")
  private int port;

  @Option(names = "--exit", description = "End when the story is told.")
  private boolean exit;

  public DemoCommand(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (people < 20) {
      throw new CommandException("--people: %d; the story needs 20 or more".formatted(people));
    }
    var folder = folder();
    var configuration =
        new Configuration("127.0.0.1", port, folder, Optional.empty(), Optional.empty());
    try (var server = MusterServer.start(configuration)) {
      var stage = new Stage(options.output().writer());
      var admin = new AdminClient(server.baseUrl(), server.adminToken());
      stage.say(
          "Muster runs at %s, with its data in %s."
              .formatted(server.baseUrl(), folder.toAbsolutePath().normalize()));
      var story =
          new DemoStory(admin, stage, folder, seed, LocalDate.now(ZoneOffset.UTC), connection());
      story.tell(people);
      stage.say("");
      stage.say(
          "Admin API      %s/api/v1   token in %s"
              .formatted(server.baseUrl(), folder.resolve("admin.token")));
      stage.say(
          "Try            ./muster --data %s app status acme \"%s\""
              .formatted(folder, story.applicationName()));
      if (exit) {
        return 0;
      }
      stage.say("The server stays up until Ctrl-C.");
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
      new CountDownLatch(1).await();
      return 0;
    }
  }

  /// The demo keeps apart from what `muster run` has.
  private Path folder() {
    return options.data().equals(Path.of(".muster"))
        ? options.data().resolve("demo")
        : options.data();
  }

  private Optional<ScimConnection> connection() {
    if (target.isEmpty()) {
      return Optional.empty();
    }
    var token =
        options
            .token()
            .orElseThrow(() ->
                new CommandException("--target needs --token, the SCIM server's bearer token"));
    try {
      var pace = rate.orElse(ScimConnection.DEFAULT_REQUESTS_PER_SECOND);
      return Optional.of(
          ScimConnection.of(target.get(), token)
              .withRequestsPerSecond(pace == 0 ? Optional.empty() : Optional.of(pace)));
    } catch (IllegalArgumentException e) {
      throw new CommandException("--target: " + e.getMessage(), e);
    }
  }
}
