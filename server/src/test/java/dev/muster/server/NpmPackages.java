package dev.muster.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Programs from npm that tests run. Each is installed once into the module's build folder, in
/// exactly the versions of its lock file.
public final class NpmPackages {
  private NpmPackages() {}

  /// Installs what lies in that folder of `src/test/peers`; where it is now.
  public static synchronized Path install(String peer) {
    var scripts = Path.of("src", "test", "peers", peer);
    var installed = Path.of("target", "peers", peer).toAbsolutePath();
    try (var files = Files.list(scripts)) {
      Files.createDirectories(installed);
      for (var file : files.toList()) {
        Files.copy(
            file, installed.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
      if (!Files.exists(installed.resolve("node_modules"))) {
        npm(installed);
      }
      return installed;
    } catch (IOException e) {
      throw new UncheckedIOException(peer + " needs node and npm", e);
    }
  }

  private static void npm(Path folder) throws IOException {
    var npm =
        new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund")
            .directory(folder.toFile())
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
}
