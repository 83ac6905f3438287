package dev.muster.provisioning.cycle;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Wakes a thread that looks for work: soon after somebody says that there may be some, and once a
/// second should a wake-up get lost, say because another process wrote.
///
/// Changes that follow each other within a moment are looked at once: under load there would
/// otherwise be a look for each commit.
public final class WakeUps {
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final Semaphore calls = new Semaphore(0);

  /// Says that there may be something to do. Cheap: to be called after every change of a directory.
  public void wake() {
    if (calls.availablePermits() == 0) {
      calls.release();
    }
  }

  /// Waits for the next look.
  public void await() throws InterruptedException {
    Thread.sleep(PAUSE);
    if (calls.tryAcquire(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
      calls.drainPermits();
    }
  }
}
