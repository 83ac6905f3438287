package dev.muster.client.pace;

import java.time.Duration;
import java.time.Instant;

/// Time as a client knows it. Simulations bring their own.
public interface Time {
  /// The real one.
  Time SYSTEM =
      new Time() {
        @Override
        public Instant now() {
          return Instant.now();
        }

        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
          Thread.sleep(duration);
        }
      };

  /// What the calendar says.
  Instant now();

  /// A steady count of nanoseconds; only differences mean something.
  long nanos();

  void sleep(Duration duration) throws InterruptedException;
}
