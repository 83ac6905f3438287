package dev.muster.server.suites;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/// The folder of suites that others wrote, which is no part of this repository, and the page that
/// lists what they fail on.
final class PublicSuites {
  private static final String VARIABLE = "MUSTER_SUITES";
  private static final Path BESIDE = Path.of("..", "..", "shared", "suites");
  private static final Path PAGE = Path.of("..", "docs", "conformance-suites.md");
  private static final Pattern CODE = Pattern.compile("^\\| `([^`]+)` \\|");

  private PublicSuites() {}

  /// The folder. Skips the test when there is none.
  static Path require() {
    var folder = Optional.ofNullable(System.getenv(VARIABLE)).map(Path::of).orElse(BESIDE);
    Assumptions.assumeTrue(
        Files.isDirectory(folder),
        () ->
            "the public suites are not at %s; say with %s where they are"
                .formatted(folder.toAbsolutePath().normalize(), VARIABLE));
    return folder.toAbsolutePath().normalize();
  }

  /// What the page lists under a heading: the code in the first column.
  static Set<String> listed(String heading) {
    try {
      var listed = new TreeSet<String>();
      boolean inside = false;
      for (var line : Files.readAllLines(PAGE)) {
        if (line.startsWith("## ")) {
          inside = line.equals("## " + heading);
        }
        var code = CODE.matcher(line);
        if (inside && code.find()) {
          listed.add(code.group(1));
        }
      }
      return listed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
