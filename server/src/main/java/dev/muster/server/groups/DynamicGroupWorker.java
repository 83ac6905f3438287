package dev.muster.server.groups;

import dev.muster.provisioning.cycle.WakeUps;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks after dynamic groups as soon as something changes, and once a second should a wake-up be
/// lost.
public final class DynamicGroupWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DynamicGroupWorker.class);
  private static final Duration DRAIN = Duration.ofSeconds(10);

  private final DynamicGroups groups;
  private final WakeUps wakeUps = new WakeUps();
  private volatile boolean closing;
  private final Thread thread = Thread.ofPlatform().name("dynamic-groups").unstarted(this::run);

  public DynamicGroupWorker(DynamicGroups groups) {
    this.groups = groups;
  }

  /// Begins to look after the groups.
  public void start() {
    thread.start();
  }

  /// Says that there may be something to do. Cheap: to be called after every change of a directory.
  public void wake() {
    wakeUps.wake();
  }

  private void run() {
    while (!closing) {
      try {
        groups.followAll();
      } catch (RuntimeException e) {
        LOG.error("dynamic groups could not be brought up to date; it is tried again", e);
      }
      await();
    }
  }

  private void await() {
    try {
      wakeUps.await();
    } catch (InterruptedException e) {
      closing = true;
    }
  }

  /// Stops after what is being done.
  @Override
  public void close() {
    closing = true;
    wake();
    try {
      if (thread.getState() != Thread.State.NEW) {
        thread.join(DRAIN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
