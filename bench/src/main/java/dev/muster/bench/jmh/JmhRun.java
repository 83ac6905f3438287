package dev.muster.bench.jmh;

import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Runs the micro-benchmarks, each in three fresh JVMs, and prints a table.
public final class JmhRun {
  private static final List<String> ALL =
      List.of("Resource", "FilterParse", "FilterMatch", "Patch");

  private final List<String> suites;

  /// @param suites names of benchmark classes without their ending, such as `FilterParse`; none for
  ///   all
  public JmhRun(List<String> suites) {
    this.suites = suites.isEmpty() ? ALL : List.copyOf(suites);
  }

  /// Runs them one after the other.
  public void run() throws RunnerException {
    System.out.println("| benchmark | ns per call | ± | bytes allocated per call |");
    System.out.println("|---|---|---|---|");
    for (var suite : suites) {
      run(suite).forEach(JmhRun::row);
    }
  }

  private static Collection<RunResult> run(String suite) throws RunnerException {
    var options =
        new OptionsBuilder()
            .include("\\." + suite + "Benchmark\\.")
            .verbosity(VerboseMode.SILENT)
            .forks(Integer.getInteger("forks", 3))
            .warmupIterations(5)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(5)
            .measurementTime(TimeValue.seconds(1))
            .addProfiler("gc")
            .jvmArgsAppend("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC")
            .resultFormat(ResultFormatType.TEXT);
    return new Runner(options.build()).run();
  }

  private static void row(RunResult run) {
    var time = run.getPrimaryResult();
    var bytes = run.getSecondaryResults().get("gc.alloc.rate.norm");
    var name = run.getParams().getBenchmark();
    System.out.printf(
        "| %s | %,.0f | %,.0f | %,.0f |%n",
        name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1)
            .replace("Benchmark", ""),
        time.getScore(),
        time.getScoreError(),
        bytes == null ? Double.NaN : bytes.getScore());
  }
}
