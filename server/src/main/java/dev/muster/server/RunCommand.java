package dev.muster.server;

import dev.muster.server.cli.GlobalOptions;
import dev.muster.server.cli.ServerParameters;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `muster run`: a server until it is told to stop.
@Command(name = "run", description = "Starts the server and keeps it running until Ctrl-C.")
final class RunCommand implements Callable<Integer> {
  private final GlobalOptions options;
  private final CountDownLatch stopped = new CountDownLatch(1);
  @Mixin private final ServerParameters parameters = new ServerParameters();

  RunCommand(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public Integer call() throws InterruptedException {
    var effective = parameters.effective(options, name -> Optional.ofNullable(System.getenv(name)));
    var configuration = Configuration.of(effective);
    var server = MusterServer.start(configuration);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop"));
    System.out.printf(
        "Muster is ready at %s (data in %s)%n",
        server.baseUrl(), configuration.data().toAbsolutePath().normalize());
    server
        .newSetupUrl()
        .ifPresent(
            url -> System.err.printf("Become the first administrator of the console at %s%n", url));
    stopped.await();
    return 0;
  }

  // A process that was told to stop and did has not failed; the JVM would exit with 143.
  private static void stop(MusterServer server) {
    server.close();
    Runtime.getRuntime().halt(0);
  }
}
