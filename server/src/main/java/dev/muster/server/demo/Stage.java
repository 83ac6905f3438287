package dev.muster.server.demo;

import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// Where the story is told.
final class Stage {
  private final PrintWriter out;
  private final long began = System.nanoTime();
  private int scene;

  Stage(PrintWriter out) {
    this.out = out;
  }

  PrintWriter out() {
    return out;
  }

  boolean interactive() {
    return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }

  /// Begins the next part of the story.
  void scene(String title) {
    scene++;
    var seconds = Duration.ofNanos(System.nanoTime() - began).toMillis() / 1000.0;
    say("");
    say(String.format(Locale.ROOT, "%d. %s  (%.1f s)", scene, title, seconds));
  }

  void say(String line) {
    out.println(line);
    out.flush();
  }
}
