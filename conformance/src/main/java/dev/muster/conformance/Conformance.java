package dev.muster.conformance;

import dev.muster.conformance.check.Check;
import dev.muster.conformance.check.CheckEnd;
import dev.muster.conformance.check.CheckResult;
import dev.muster.conformance.check.Level;
import dev.muster.conformance.check.Outcome;
import dev.muster.conformance.check.Trial;
import dev.muster.conformance.http.ScimHttp;
import dev.muster.conformance.provider.Feature;
import dev.muster.conformance.provider.Names;
import dev.muster.conformance.provider.Provider;
import dev.muster.conformance.report.Report;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Checks a SCIM service provider over HTTP. What the checks make, they remove; they touch nothing
/// else.
public final class Conformance {
  private final ConformanceOptions options;
  private final Consumer<CheckResult> progress;
  private final Clock clock;
  private final List<String> leftBehind = new ArrayList<>();

  private Conformance(ConformanceOptions options, Consumer<CheckResult> progress, Clock clock) {
    this.options = options;
    this.progress = progress;
    this.clock = clock;
  }

  /// Runs the checks, one after the other.
  ///
  /// @param progress hears each result as it comes Throws [dev.muster.conformance.http.NoAnswer] if
  ///   nobody answers at the URL.
  public static Report run(ConformanceOptions options, Consumer<CheckResult> progress) {
    return new Conformance(options, progress, Clock.systemUTC()).run();
  }

  private Report run() {
    var started = clock.instant();
    try (var http = new ScimHttp(options.url(), options.token(), options.timeout())) {
      var provider = Provider.discover(http);
      var names = Names.random();
      var results = new ArrayList<CheckResult>();
      for (var check : selected(Catalogue.checks(provider, options.profiles()))) {
        var result = result(check, http, provider, names, started.plus(options.limit()));
        results.add(result);
        progress.accept(result);
      }
      var took = Duration.between(started, clock.instant());
      return new Report(http.base(), profiles(), started, took, results, List.copyOf(leftBehind));
    }
  }

  private List<String> profiles() {
    return options.profiles().stream()
        .map(profile -> profile.name().toLowerCase(Locale.ROOT))
        .sorted()
        .toList();
  }

  private List<Check> selected(List<Check> checks) {
    return checks.stream()
        .filter(check ->
            options.only().isEmpty()
                || options.only().stream().anyMatch(only -> isMeant(check, only)))
        .toList();
  }

  private static boolean isMeant(Check check, String only) {
    return Stream.of(check.tag(), check.id())
        .anyMatch(name ->
            name.equals(only) || name.startsWith(only + ":") || name.startsWith(only + "/"));
  }

  private CheckResult result(
      Check check, ScimHttp http, Provider provider, Names names, Instant deadline) {
    if (clock.instant().isAfter(deadline)) {
      return skipped(check, "the time for the whole run, %s, was over".formatted(options.limit()));
    }
    var missing = check.needs().stream().filter(need -> !provider.advertises(need)).findFirst();
    if (missing.isPresent()) {
      return skipped(check, "not advertised: " + missing.map(Feature::path).orElseThrow());
    }
    var started = System.nanoTime();
    try (var trial = new Trial(http, provider, names, check.kind(), leftBehind::add)) {
      var outcome = outcome(check, trial);
      return new CheckResult(
          check.id(),
          check.tag(),
          check.level(),
          check.rule(),
          outcome,
          isShown(outcome) ? trial.exchanges() : List.of(),
          trial.claims(),
          Duration.ofNanos(System.nanoTime() - started));
    }
  }

  private static Outcome outcome(Check check, Trial trial) {
    try {
      check.body().run(trial);
      return new Outcome.Passed();
    } catch (CheckEnd end) {
      return switch (end) {
        case CheckEnd.Failure failure when check.level() == Level.SHOULD ->
            new Outcome.Warned(failure.expected(), failure.found());
        case CheckEnd.Failure failure -> new Outcome.Failed(failure.expected(), failure.found());
        case CheckEnd.Warning warning -> new Outcome.Warned(warning.expected(), warning.found());
        case CheckEnd.Skip skip -> new Outcome.Skipped(skip.reason());
      };
    }
  }

  private static boolean isShown(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Failed(_, _), Outcome.Warned(_, _) -> true;
      case Outcome.Passed(), Outcome.Skipped(_) -> false;
    };
  }

  private static CheckResult skipped(Check check, String reason) {
    return new CheckResult(
        check.id(),
        check.tag(),
        check.level(),
        check.rule(),
        new Outcome.Skipped(reason),
        List.of(),
        List.of(),
        Duration.ZERO);
  }
}
