package dev.muster.bench.simulation;

import dev.muster.client.exchange.Answer;
import dev.muster.client.exchange.Outgoing;
import dev.muster.client.exchange.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// A provider that allows so many requests a second and answers 429 to the others, and whose
/// answers take a while; in simulated time.
public final class LimitedTransport implements Transport {
  private final Transport provider;
  private final SimulatedTime time;
  private final Duration latency;
  private final long interval;
  private final long tolerance;
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong conflicts = new AtomicLong();
  private long next;

  /// @param perSecond requests a second, with a burst of as many
  public LimitedTransport(Transport provider, SimulatedTime time, int perSecond, Duration latency) {
    this.provider = provider;
    this.time = time;
    this.latency = latency;
    this.interval = Duration.ofSeconds(1).toNanos() / perSecond;
    this.tolerance = Duration.ofSeconds(1).toNanos();
  }

  /// Requests that came too early.
  public long refused() {
    return refused.get();
  }

  /// Creates of what was there already.
  public long conflicts() {
    return conflicts.get();
  }

  @Override
  public Answer send(Outgoing request) throws IOException, InterruptedException {
    time.sleep(latency);
    if (!allowed()) {
      refused.incrementAndGet();
      return Answer.of(429, Map.of("Retry-After", "1"), "{}");
    }
    var answer = time.busy(() -> provider.send(request));
    if (answer.status() == 409) {
      conflicts.incrementAndGet();
    }
    return answer;
  }

  private synchronized boolean allowed() {
    var now = time.nanos();
    if (next - now > tolerance) {
      return false;
    }
    next = Math.max(next, now) + interval;
    return true;
  }

  @Override
  public void close() {
    provider.close();
  }
}
