package dev.muster.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What has to be done now and then, beside the requests: to forget what is too old, to remove what
/// a deleted tenant has left. One task runs at a time; one that fails is tried again when its time
/// comes. With several replicas each does it; a task must bear that.
final class Upkeep implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
  private static final Duration LONGEST_START = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("upkeep").factory());

  private Upkeep(List<Task> tasks) {
    tasks.forEach(this::schedule);
  }

  static Upkeep of(Task... tasks) {
    return new Upkeep(List.of(tasks));
  }

  /// @param name for the log
  /// @param every the pause between two runs
  record Task(String name, Duration every, Runnable work) {

    /// Something that is done every hour.
    Task(String name, Runnable work) {
      this(name, Duration.ofHours(1), work);
    }
  }

  private void schedule(Task task) {
    var every = task.every();
    var first = every.compareTo(LONGEST_START) < 0 ? every : LONGEST_START;
    var _ =
        thread.scheduleWithFixedDelay(
            () -> perform(task), first.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  // One task that fails does not keep the others from running.
  private static void perform(Task task) {
    try {
      task.work().run();
    } catch (RuntimeException e) {
      LOG.warn("{} failed; it is tried again in {}", task.name(), task.every(), e);
    }
  }

  /// Lets the task that is being done finish, for at most ten seconds.
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
