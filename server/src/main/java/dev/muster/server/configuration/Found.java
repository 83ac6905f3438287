package dev.muster.server.configuration;

import java.nio.file.Path;
import java.util.List;

/// The values of an option, and where they were found.
///
/// @param values one, or any number for an option that is a list
record Found(List<String> values, Place place) {
  Found {
    values = List.copyOf(values);
  }

  /// Where a value comes from.
  sealed interface Place {
    /// The command line.
    record Flag(String name) implements Place {}

    /// An environment variable.
    record Variable(String name) implements Place {}

    /// A file that an environment variable, or a line of the configuration file, names.
    record SecretFile(String namedBy, Path file) implements Place {}

    /// A line of the configuration file, counted from 1.
    record Line(Path file, int line) implements Place {}

    /// Nobody has set it.
    record Default() implements Place {}

    /// For people.
    default String text() {
      return switch (this) {
        case Flag(var name) -> name;
        case Variable(var name) -> name;
        case SecretFile(var namedBy, var file) -> "%s (%s)".formatted(namedBy, file);
        case Line(var file, var line) -> "%s:%d".formatted(file, line);
        case Default() -> "default";
      };
    }
  }
}
