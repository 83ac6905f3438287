package dev.muster.server;

import dev.muster.client.ScimConnection;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/// npm's scimmy in a process of its own: a SCIM server that others wrote. Its packages are
/// installed once into the module's build folder.
final class ScimmyPeer implements AutoCloseable {
  private static final Path SCRIPTS = Path.of("src", "test", "peers", "scimmy");
  private static final Path INSTALLED = Path.of("target", "peers", "scimmy");
  private static final String TOKEN = "scimmy-token";

  private final Process process;
  private final String url;
  private final ScimConnection connection;

  private ScimmyPeer(Process process, String url) {
    this.process = process;
    this.url = url;
    this.connection = ScimConnection.of(url, TOKEN).withRequestsPerSecond(Optional.empty());
  }

  static ScimmyPeer start() {
    try {
      install();
      var builder =
          new ProcessBuilder("node", "peer.mjs")
              .directory(INSTALLED.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT);
      builder.environment().put("TOKEN", TOKEN);
      var process = builder.start();
      var url = firstLine(process);
      return new ScimmyPeer(process, url);
    } catch (IOException e) {
      throw new UncheckedIOException("scimmy needs node and npm", e);
    }
  }

  private static String firstLine(Process process) throws IOException {
    var lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    var line = lines.readLine();
    if (line == null) {
      throw new IllegalStateException("scimmy ended before it was ready");
    }
    return line;
  }

  private static synchronized void install() throws IOException {
    Files.createDirectories(INSTALLED);
    for (var file : List.of("peer.mjs", "package.json", "package-lock.json")) {
      Files.copy(
          SCRIPTS.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    if (Files.exists(INSTALLED.resolve("node_modules"))) {
      return;
    }
    var npm =
        new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund")
            .directory(INSTALLED.toFile())
            .redirectErrorStream(true)
            .start();
    var output = new String(npm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (npm.waitFor() != 0) {
        throw new IllegalStateException("npm ci failed: " + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while npm ran", e);
    }
  }

  String url() {
    return url;
  }

  String token() {
    return TOKEN;
  }

  ScimConnection connection() {
    return connection;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
