package dev.muster.server.cli;

import dev.muster.conformance.ConformanceOptions;
import dev.muster.conformance.Profile;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/// Options of `muster check` that say what is checked, and how patiently.
final class CheckSelection {
  @Option(
      names = "--profile",
      split = ",",
      paramLabel = "PROFILE",
      description = "${COMPLETION-CANDIDATES}: checked beside the RFCs; several with commas.")
  private Set<Profile> profiles = EnumSet.noneOf(Profile.class);

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "TAG",
      description = "Only this area or check, such as patch, crud:create or filter:text/eq.")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "20",
      description = "For each request (default ${DEFAULT-VALUE}).")
  private int timeout = 20;

  @Option(
      names = "--limit",
      paramLabel = "MINUTES",
      defaultValue = "10",
      description = "For the whole run; what is left then is skipped (default ${DEFAULT-VALUE}).")
  private int limit = 10;

  /// Throws [IllegalArgumentException] when the URL is none.
  ConformanceOptions options(URI url, String token) {
    return new ConformanceOptions(
        url, token, profiles, only, Duration.ofSeconds(timeout), Duration.ofMinutes(limit));
  }
}
