package dev.muster.bench;

import dev.muster.bench.jmh.JmhRun;
import java.util.List;

/// Runs benchmarks: `./muster bench cycle`, `propagation`, `groups`, `crash`, or several; `./muster
/// bench jmh [FilterParse …]` the micro-benchmarks.
public final class Main {
  private Main() {}

  /// The names of the runs; all of them if none is given. Prints a table of each, after the
  /// environment that it was measured in.
  public static void main(String[] arguments) throws Exception {
    var names =
        arguments.length == 0
            ? List.of("cycle", "propagation", "groups", "crash")
            : List.of(arguments);
    System.out.println(Environment.describe());
    if (names.getFirst().equals("jmh")) {
      new JmhRun(names.subList(1, names.size())).run();
      return;
    }
    for (var name : names) {
      System.out.printf("%n## %s%n%n", name);
      switch (name) {
        case "cycle" -> new CycleRun(50_000).run();
        case "propagation" -> new PropagationRun(1_000, 300).run();
        case "groups" -> new GroupRun(List.of(10, 1_000, 100_000), 300).run();
        case "crash" -> new CrashRun(5_000, 20).run();
        default ->
            throw new IllegalArgumentException(
                "there is no run \"%s\"; there are cycle, propagation, groups, crash and jmh"
                    .formatted(name));
      }
    }
  }
}
