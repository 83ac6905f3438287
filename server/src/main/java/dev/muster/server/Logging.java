package dev.muster.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.logging.LogManager;

/// The log on standard error: one line per event, warnings and worse from libraries. A file named
/// with `-Djava.util.logging.config.file` replaces it.
final class Logging {
  private Logging() {}

  static void configure() {
    if (System.getProperty("java.util.logging.config.file") != null) {
      return;
    }
    try (var settings = Logging.class.getResourceAsStream("logging.properties")) {
      LogManager.getLogManager().readConfiguration(settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
