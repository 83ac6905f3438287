package dev.muster.server.traffic;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Slows down who guesses. Each name that is guessed at has an allowance of failures.
public final class FailedAttempts {
  private static final int MOST_REMEMBERED = 100_000;

  private final int allowed;
  private final Duration each;
  private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

  /// @param allowed failures at once
  /// @param each time after which there may be one more
  public FailedAttempts(int allowed, Duration each) {
    this.allowed = allowed;
    this.each = each;
  }

  /// Counts a failure; false if it is one too many.
  public boolean count(String name) {
    if (buckets.size() >= MOST_REMEMBERED) {
      buckets.clear();
    }
    return buckets.computeIfAbsent(name, n -> newBucket()).tryConsume(1);
  }

  /// Whether a further failure of that name would be one too many.
  public boolean isUsedUp(String name) {
    var bucket = buckets.get(name);
    return bucket != null && bucket.getAvailableTokens() == 0;
  }

  /// Forgets the failures of a name.
  public void forget(String name) {
    buckets.remove(name);
  }

  /// The seconds after which there may be one more.
  public long retrySeconds() {
    return Math.max(1, each.toSeconds());
  }

  private Bucket newBucket() {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(allowed).refillGreedy(1, each))
        .build();
  }
}
