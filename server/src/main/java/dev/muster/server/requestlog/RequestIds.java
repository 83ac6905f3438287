package dev.muster.server.requestlog;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/// Ids of requests that people can read out to each other: the server's start and a number.
final class RequestIds {
  private static final int RADIX = 36;

  private final String start;
  private final AtomicLong number = new AtomicLong();

  RequestIds(Clock clock) {
    this.start = Long.toString(clock.millis(), RADIX);
  }

  String next() {
    return start + "-" + Long.toString(number.incrementAndGet(), RADIX);
  }
}
