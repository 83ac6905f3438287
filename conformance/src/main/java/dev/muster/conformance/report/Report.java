package dev.muster.conformance.report;

import dev.muster.conformance.check.CheckResult;
import dev.muster.conformance.check.Claim;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// All that a run found.
///
/// @param url the provider's base URL
/// @param profiles whose expectations were checked beside the RFCs
/// @param leftBehind paths of resources that the provider did not let go
public record Report(
    String url,
    List<String> profiles,
    Instant started,
    Duration took,
    List<CheckResult> results,
    List<String> leftBehind) {
  public Report {
    profiles = List.copyOf(profiles);
    results = List.copyOf(results);
    leftBehind = List.copyOf(leftBehind);
  }

  /// How many checks ended so: passed, failed, warning or skipped.
  public long count(String word) {
    return results.stream().filter(result -> result.outcome().word().equals(word)).count();
  }

  public boolean isFailed() {
    return results.stream().anyMatch(CheckResult::isFailed);
  }

  /// Results by tag, in the order in which they ran.
  public Map<String, List<CheckResult>> byTag() {
    return results.stream()
        .collect(Collectors.groupingBy(CheckResult::tag, LinkedHashMap::new, Collectors.toList()));
  }

  /// What is advertised and not true.
  public List<Claim> untrue() {
    return claims(Claim::isUntrue);
  }

  /// What is true and not advertised.
  public List<Claim> unadvertised() {
    return claims(Claim::isUnadvertised);
  }

  private List<Claim> claims(Predicate<Claim> wanted) {
    return results.stream()
        .flatMap(result -> result.claims().stream())
        .filter(wanted)
        .distinct()
        .toList();
  }

  /// One line with the counts.
  public String summary() {
    return "%d checks: %d passed, %d failed, %d warnings, %d skipped, in %.1f s"
        .formatted(
            results.size(),
            count("passed"),
            count("failed"),
            count("warning"),
            count("skipped"),
            took.toMillis() / 1000.0);
  }
}
