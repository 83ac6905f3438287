package dev.muster.server;

import dev.muster.server.cli.GlobalOptions;
import dev.muster.server.outbound.OutboundPolicy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `muster run`: a server until it is told to stop.
@Command(name = "run", description = "Starts the server and keeps it running until Ctrl-C.")
final class RunCommand implements Callable<Integer> {
  private final GlobalOptions options;
  private final CountDownLatch stopped = new CountDownLatch(1);

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "Port to listen on; 0 takes a free one (default ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Address to listen on; 0.0.0.0 for all (default ${DEFAULT-VALUE}).")
  private String host = "";

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

  RunCommand(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public Integer call() throws InterruptedException {
    var outbound =
        privateAddresses ? OutboundPolicy.everywhere() : OutboundPolicy.allowing(allowedTargets);
    var configuration =
        new Configuration(host, port, options.data(), database, publicUrl, outbound);
    var server = MusterServer.start(configuration);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop"));
    System.out.printf(
        "Muster is ready at %s (data in %s)%n",
        server.baseUrl(), options.data().toAbsolutePath().normalize());
    stopped.await();
    return 0;
  }

  // A process that was told to stop and did has not failed; the JVM would exit with 143.
  private static void stop(MusterServer server) {
    server.close();
    Runtime.getRuntime().halt(0);
  }
}
