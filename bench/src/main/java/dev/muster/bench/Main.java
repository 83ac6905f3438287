package dev.muster.bench;

import java.time.Duration;
import java.util.List;

/// Runs benchmarks: `./muster bench scim`, `cycle`, `propagation`, `groups`, `crash`, or several.
public final class Main {
  private Main() {}

  /// The names of the runs; all of them if none is given. Prints a table of each, after the
  /// environment that it was measured in.
  public static void main(String[] arguments) throws Exception {
    var names =
        arguments.length == 0
            ? List.of("scim", "cycle", "propagation", "groups", "crash")
            : List.of(arguments);
    System.out.println(Environment.describe());
    for (var name : names) {
      System.out.printf("%n## %s%n%n", name);
      switch (name) {
        case "scim" -> new ScimRun(10_000, Duration.ofSeconds(10), Duration.ofSeconds(10)).run();
        case "cycle" -> new CycleRun(50_000).run();
        case "propagation" -> new PropagationRun(1_000, 300).run();
        case "groups" -> new GroupRun(List.of(10, 1_000, 100_000), 300).run();
        case "crash" -> new CrashRun(5_000, 20).run();
        default ->
            throw new IllegalArgumentException(
                "there is no run \"%s\"; there are scim, cycle, propagation, groups and crash"
                    .formatted(name));
      }
    }
  }
}
