package dev.muster.conformance;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// What to check, and how patiently.
///
/// @param url the provider's SCIM base URL
/// @param profiles checked beside the RFCs
/// @param only tags, ids, or beginnings of them; empty for all
/// @param timeout of each request
/// @param limit of the whole run: checks that are left then are skipped
public record ConformanceOptions(
    URI url,
    String token,
    Set<Profile> profiles,
    List<String> only,
    Duration timeout,
    Duration limit) {
  public ConformanceOptions {
    profiles = Set.copyOf(profiles);
    only = List.copyOf(only);
    if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
      throw new IllegalArgumentException(
          "URL: %s does not begin with http:// or https://".formatted(url));
    }
  }

  /// All checks of the RFCs and of these profiles.
  public static ConformanceOptions of(URI url, String token, Profile... profiles) {
    return new ConformanceOptions(
        url, token, Set.of(profiles), List.of(), Duration.ofSeconds(20), Duration.ofMinutes(10));
  }
}
