package dev.muster.client;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Optional;

/// Keeps requests below a rate. Small bursts are let through; over a second it holds.
final class Pace {
  private final Optional<Bucket> bucket;

  Pace(Optional<Integer> perSecond) {
    this.bucket = perSecond.map(Pace::bucket);
  }

  private static Bucket bucket(int perSecond) {
    return Bucket.builder()
        .addLimit(
            Bandwidth.builder()
                .capacity(Math.max(1, perSecond / 5))
                .refillGreedy(perSecond, Duration.ofSeconds(1))
                .build())
        .build();
  }

  void await() throws InterruptedException {
    if (bucket.isPresent()) {
      bucket.get().asBlocking().consume(1);
    }
  }
}
