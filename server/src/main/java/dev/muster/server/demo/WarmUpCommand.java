package dev.muster.server.demo;

import dev.muster.client.ScimConnection;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.Configuration;
import dev.muster.server.MusterServer;
import dev.muster.server.cli.AdminClient;
import dev.muster.server.cli.GlobalOptions;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `muster warm-up`: does what a busy server does, on a data folder of its own, and ends.
///
/// The launcher runs it once after a build, with the JVM writing down which classes were loaded and
/// how the hot methods behaved (JEP 514 and 515). A server that starts with these notes compiles
/// the right methods from its first minute: on two cores that minute is otherwise the compiler's.
@Command(
    name = "warm-up",
    hidden = true,
    description = "Does what a busy server does, so that the JVM can note what to compile.")
public final class WarmUpCommand implements Callable<Integer> {
  private static final String TENANT = "acme";

  private final GlobalOptions options;

  @Option(
      names = "--people",
      paramLabel = "N",
      defaultValue = "2000",
      description = "How many people (default ${DEFAULT-VALUE}).")
  private int people;

  public WarmUpCommand(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public Integer call() throws InterruptedException {
    var folder = options.data();
    var configuration =
        new Configuration("127.0.0.1", 0, folder, Optional.empty(), Optional.empty());
    try (var server = MusterServer.start(configuration)) {
      var admin = new AdminClient(server.baseUrl(), server.adminToken());
      var unseen = new Stage(new PrintWriter(Writer.nullWriter()));
      // The same people each time: two builds of one source are the same.
      new DemoStory(admin, unseen, folder, 42, LocalDate.of(2026, 1, 1), Optional.empty())
          .tell(people);
      var token =
          admin.post("/tenants/" + TENANT + "/tokens", ScimJson.object().put("name", "warm-up"));
      var tenantUrl = "%s/t/%s/scim/v2".formatted(server.baseUrl(), TENANT);
      var connection =
          ScimConnection.of(tenantUrl, token.path("token").asString())
              .withRequestsPerSecond(Optional.empty());
      new Traffic(connection).run(people);
    }
    return 0;
  }
}
