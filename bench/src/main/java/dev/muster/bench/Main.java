package dev.muster.bench;

import dev.muster.bench.jmh.JmhRun;
import java.time.Duration;
import java.util.List;

/// Runs benchmarks, `./muster bench cycle`, and attacks, `./muster bench fuzz`; bench/README.md
/// says what there is.
public final class Main {
  private static final List<String> ALL =
      List.of("scim", "cycle", "propagation", "groups", "crowd", "crash", "pace", "faults");

  private Main() {}

  /// A run with its options, or the names of several; the benchmarks of the whole if none is given.
  /// Prints a table of each, after the environment that it was measured in. The status is 1 when an
  /// attack had a finding.
  public static void main(String[] arguments) throws Exception {
    var names = arguments.length == 0 ? ALL : List.of(arguments);
    var options = names.subList(1, names.size());
    System.out.println(Environment.describe());
    switch (names.getFirst()) {
      case "jmh" -> new JmhRun(options).run();
      case "fuzz" -> exit(HostileRun.of(options, 1_000_000).fuzz());
      case "scale" -> new ScaleRun(number(options, 1_000_000)).run();
      case "members" -> new MembersRun(number(options, 100_000), 300).run();
      case "walk" -> exit(WalkRun.of(options).run());
      case "isolation" -> exit(HostileRun.of(options, 100_000).isolation());
      default -> {
        for (var name : names) {
          System.out.printf("%n## %s%n%n", name);
          run(name);
        }
      }
    }
  }

  private static void run(String name) throws Exception {
    switch (name) {
      case "scim" -> new ScimRun(10_000, Duration.ofSeconds(10), Duration.ofSeconds(10)).run();
      case "cycle" -> new CycleRun(50_000).run();
      case "crowd" -> new CrowdRun(100_000).run();
      case "propagation" -> new PropagationRun(1_000, 300).run();
      case "groups" -> new GroupRun(List.of(10, 1_000, 100_000), 300).run();
      case "pace" -> new PaceRun(50_000).run();
      case "faults" -> {
        new FaultRun(5_000, 10_000, 42, false).run();
        new FaultRun(5_000, 1_000, 42, true).run();
      }
      case "crash" -> new CrashRun(5_000, 100).run();
      default ->
          throw new IllegalArgumentException(
              "there is no run \"%s\"; there are %s, scale, members, jmh, fuzz, isolation and walk"
                  .formatted(name, String.join(", ", ALL)));
    }
  }

  private static int number(List<String> options, int otherwise) {
    return options.isEmpty() ? otherwise : Integer.parseInt(options.getFirst());
  }

  private static void exit(long findings) {
    if (findings > 0) {
      System.exit(1);
    }
  }
}
