package dev.muster.server.events;

import dev.muster.provisioning.cycle.WakeUps;
import dev.muster.store.event.EventStream;
import dev.muster.store.event.EventStreamStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Serves the streams that have something to be told: at once when this server has made a change,
/// within a second when another has. Several servers share the work by leases; when one dies in the
/// middle, another takes over, and what was sent last is sent again.
public final class StreamRunner implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StreamRunner.class);
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration LEASE = Duration.ofMinutes(2);
  private static final Duration DRAIN = Duration.ofSeconds(5);
  private static final int STREAMS_PER_LOOK = 64;

  private final EventStreamStore store;
  private final StreamWork work;
  private final Sender sender;
  private final String runner;
  private final Clock clock;
  private final Set<Long> running = ConcurrentHashMap.newKeySet();
  private final WakeUps wakeUps = new WakeUps();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Thread dispatcher =
      Thread.ofPlatform().daemon().name("event-streams").unstarted(this::dispatch);
  private volatile boolean closing;

  StreamRunner(EventStreamStore store, StreamWork work, Sender sender, String runner, Clock clock) {
    this.store = store;
    this.work = work;
    this.sender = sender;
    this.runner = runner;
    this.clock = clock;
  }

  public void start() {
    dispatcher.start();
  }

  /// Says that there may be something to tell. Cheap: called after every change.
  public void wake() {
    wakeUps.wake();
  }

  private void dispatch() {
    while (!closing) {
      try {
        for (var stream : store.due(runner, clock.instant(), STREAMS_PER_LOOK)) {
          if (running.add(stream.id())) {
            executor.execute(() -> serve(stream));
          }
        }
        wakeUps.await();
      } catch (RuntimeException e) {
        LOG.error("looking for event streams failed; it is tried again", e);
        pause();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void pause() {
    try {
      Thread.sleep(TICK);
    } catch (InterruptedException e) {
      closing = true;
    }
  }

  private void serve(EventStream found) {
    try {
      var now = clock.instant();
      var leased = store.lease(found, runner, now, now.plus(LEASE));
      if (leased.isPresent()) {
        var result = work.run(leased.get());
        store.settle(leased.get(), runner, result.progress(), result.deliveries());
        result
            .progress()
            .disabled()
            .ifPresent(reason ->
                LOG.warn("event stream {} to {} is disabled: {}", found.id(), found.url(), reason));
      }
    } catch (RuntimeException e) {
      LOG.error("event stream {} could not be served; it is tried again", found.id(), e);
    } finally {
      running.remove(found.id());
      wake();
    }
  }

  /// Lets deliveries under way end, for at most five seconds.
  @Override
  public void close() {
    closing = true;
    dispatcher.interrupt();
    executor.shutdown();
    try {
      if (!executor.awaitTermination(DRAIN.toMillis(), TimeUnit.MILLISECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    sender.close();
  }
}
