package dev.muster.server;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What has to be done now and then, such as to forget what is too old: all tasks, one after the
/// other, a minute after the start and then every hour. With several replicas each does it; a task
/// must bear that.
final class Upkeep implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration EVERY = Duration.ofHours(1);

  private final List<Task> tasks;
  private final Thread thread;

  private Upkeep(List<Task> tasks) {
    this.tasks = List.copyOf(tasks);
    this.thread = Thread.ofVirtual().name("upkeep").start(this::run);
  }

  static Upkeep of(Task... tasks) {
    return new Upkeep(List.of(tasks));
  }

  /// @param name for the log
  record Task(String name, Runnable work) {}

  private void run() {
    try {
      Thread.sleep(FIRST);
      while (true) {
        tasks.forEach(Upkeep::perform);
        Thread.sleep(EVERY);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // One task that fails does not keep the others from running.
  private static void perform(Task task) {
    try {
      task.work().run();
    } catch (RuntimeException e) {
      LOG.warn("{} failed; it is tried again in {}", task.name(), EVERY, e);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
