package dev.muster.server;

import dev.muster.client.ScimConnection;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// npm's scimmy in a process of its own: a SCIM server that others wrote.
final class ScimmyPeer implements AutoCloseable {
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
      var builder =
          new ProcessBuilder("node", "peer.mjs")
              .directory(NpmPackages.install("scimmy").toFile())
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
