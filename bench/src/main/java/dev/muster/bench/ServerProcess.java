package dev.muster.bench;

import dev.muster.server.cli.AdminClient;
import dev.muster.server.folder.DataFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A server in a process of its own, started by the launcher as people start it.
final class ServerProcess implements AutoCloseable {
  private final Process process;
  private final String url;
  private final Path data;

  private ServerProcess(Process process, String url, Path data) {
    this.process = process;
    this.url = url;
    this.data = data;
  }

  /// Starts a server on a data folder and a free port, and waits until it is ready.
  static ServerProcess start(Path data) throws IOException {
    return start(data, 0);
  }

  /// Starts a server on a data folder and a port, and waits until it is ready.
  static ServerProcess start(Path data, int port) throws IOException {
    return start(List.of(System.getProperty("muster.launcher", "./muster")), data, port);
  }

  /// As [#start], by another command line.
  ///
  /// @param launcher what stands before `run`
  static ServerProcess start(List<String> launcher, Path data, int port) throws IOException {
    var command = new ArrayList<>(launcher);
    command.addAll(List.of("run", "--port", Integer.toString(port), "--data", data.toString()));
    var process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    var lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    while (true) {
      var line = lines.readLine();
      if (line == null) {
        throw new IllegalStateException("the server ended before it was ready");
      }
      if (line.startsWith("Muster is ready at ")) {
        return new ServerProcess(process, line.split(" ", -1)[4], data);
      }
    }
  }

  /// The processor time that the server has taken so far.
  Duration processorTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /// The most memory that the process has held so far, in bytes; its heap is a part of that.
  long mostMemory() throws IOException {
    try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .findFirst()
          .orElseThrow();
    }
  }

  int port() {
    return URI.create(url).getPort();
  }

  AdminClient admin() {
    return new AdminClient(url, DataFolder.findAdminToken(data).orElseThrow());
  }

  /// Ends the process as a power cut would.
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(15, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
