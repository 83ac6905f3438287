package dev.muster.client.pace;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/// Lets requests go no faster than all limits allow that count them: those that were set, and the
/// one that the provider announces. When the provider asks for a pause, all wait.
public final class Pace {
  private final Time time;
  private final List<Limited> limits;
  private final AtomicReference<Optional<Limited>> announced =
      new AtomicReference<>(Optional.empty());
  // Nanoseconds since the start of this pace before which nothing is sent.
  private final AtomicLong heldUntil = new AtomicLong();
  private final long start;

  public Pace(List<RateLimit> limits, Time time) {
    this.time = time;
    this.start = time.nanos();
    this.limits = limits.stream().map(limit -> Limited.of(limit, time)).toList();
  }

  /// A limit with what is left of it; one that counts members has a bucket for each group.
  private record Limited(RateLimit limit, Time time, Map<String, Bucket> buckets) {
    static Limited of(RateLimit limit, Time time) {
      return new Limited(limit, time, new ConcurrentHashMap<>());
    }

    private Bucket bucket(String object) {
      return buckets.computeIfAbsent(object, key -> newBucket());
    }

    private Bucket newBucket() {
      return Bucket.builder()
          .addLimit(
              Bandwidth.builder()
                  .capacity(limit.burst())
                  .refillGreedy(limit.requests(), limit.per())
                  .build())
          .withCustomTimePrecision(meter(time))
          .build();
    }

    /// Takes a place in the line.
    ///
    /// @return nanoseconds until its turn
    long take(RequestKind kind) {
      if (!limit.counts(kind)) {
        return 0;
      }
      if (!limit.members()) {
        return bucket("").consumeIgnoringRateLimits(1);
      }
      var added = kind.members().getAsInt();
      return added == 0 ? 0 : bucket(kind.object()).consumeIgnoringRateLimits(added);
    }
  }

  /// Waits until a request may be sent.
  public void await(RequestKind kind) throws InterruptedException {
    do {
      sleep(held());
      sleep(take(kind));
    } while (held() > 0);
  }

  /// Nothing is sent for a while: the provider asked for it.
  public void hold(Duration duration) {
    var until = elapsed() + duration.toNanos();
    heldUntil.accumulateAndGet(until, Math::max);
  }

  /// Keeps to the limit that the provider announces as well.
  public void announce(RateLimit limit) {
    announced.updateAndGet(known ->
        known.filter(same -> same.limit().equals(limit)).isPresent()
            ? known
            : Optional.of(Limited.of(limit, time)));
  }

  private long take(RequestKind kind) {
    var wait = announced.get().map(limit -> limit.take(kind)).orElse(0L);
    for (var limit : limits) {
      wait = Math.max(wait, limit.take(kind));
    }
    return wait;
  }

  private long held() {
    return heldUntil.get() - elapsed();
  }

  private long elapsed() {
    return time.nanos() - start;
  }

  private void sleep(long nanos) throws InterruptedException {
    if (nanos > 0) {
      time.sleep(Duration.ofNanos(nanos));
    }
  }

  private static TimeMeter meter(Time time) {
    return new TimeMeter() {
      @Override
      public long currentTimeNanos() {
        return time.nanos();
      }

      @Override
      public boolean isWallClockBased() {
        return false;
      }
    };
  }
}
