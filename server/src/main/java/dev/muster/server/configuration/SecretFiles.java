package dev.muster.server.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Secrets in files of their own, as Docker and Kubernetes mount them.
final class SecretFiles {
  private SecretFiles() {}

  /// The secret in a file, without the line break at its end. Throws when there is none.
  ///
  /// @param namedBy the variable or line that names the file
  static String read(String namedBy, Path file) {
    try {
      var secret = Files.readString(file).strip();
      if (secret.isEmpty()) {
        throw new ConfigurationException("%s: the file %s is empty".formatted(namedBy, file));
      }
      return secret;
    } catch (IOException e) {
      throw new ConfigurationException(
          "%s: cannot read %s (%s)".formatted(namedBy, file, e.getClass().getSimpleName()), e);
    }
  }
}
