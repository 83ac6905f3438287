package dev.muster.client.pace;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// A limit that a provider sets: so many requests in so long, evenly, after a burst.
///
/// @param methods of the requests that count; empty for all
/// @param endpoint of the requests that count, such as `/Users`; empty for all
/// @param largerThan requests count whose body has more bytes; -1 for all
/// @param burst how many may come at once after a rest; at least 1
/// @param members what counts are not the requests, but the members that they add, for each group
///   by itself
public record RateLimit(
    Set<String> methods,
    Optional<String> endpoint,
    int largerThan,
    int requests,
    Duration per,
    int burst,
    boolean members) {

  public RateLimit {
    methods = Set.copyOf(methods);
    if (requests < 1 || burst < 1 || per.isZero() || per.isNegative()) {
      throw new IllegalArgumentException(
          "rate limit of %d requests per %s with a burst of %d: each has to be more than nothing"
              .formatted(requests, per, burst));
    }
  }

  /// A limit of requests.
  public RateLimit(
      Set<String> methods,
      Optional<String> endpoint,
      int largerThan,
      int requests,
      Duration per,
      int burst) {
    this(methods, endpoint, largerThan, requests, per, burst, false);
  }

  /// A limit for all requests together, with a burst of a fifth of a second.
  public static RateLimit perSecond(int requests) {
    if (requests < 1) {
      throw new IllegalArgumentException(
          "requests per second: %d; give 1 or more, or none for no limit".formatted(requests));
    }
    return of(requests, Duration.ofSeconds(1), Math.max(1, requests / 5));
  }

  /// A limit for all requests together.
  public static RateLimit of(int requests, Duration per, int burst) {
    return new RateLimit(Set.of(), Optional.empty(), -1, requests, per, burst);
  }

  boolean counts(RequestKind kind) {
    return (methods.isEmpty() || methods.contains(kind.method()))
        && endpoint.map(kind.endpoint()::equals).orElse(true)
        && (largerThan < 0 || kind.bytes().getAsInt() > largerThan);
  }
}
