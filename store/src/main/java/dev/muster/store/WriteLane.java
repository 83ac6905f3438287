package dev.muster.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/// One thread that performs writes in the order they come and commits many of them together, so
/// that they share the wait for the disk.
final class WriteLane implements AutoCloseable {
  private static final int MOST_TOGETHER = 256;

  // Callers wait for their writes, so the queue is never longer than there are callers.
  private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
  private final List<QueuedWrite<?>> gathered = new ArrayList<>();
  private final GroupCommit commit;
  private final Thread thread;
  private final AtomicBoolean stopping = new AtomicBoolean();
  private boolean closed;

  WriteLane(String name, GroupCommit commit) {
    this.commit = commit;
    this.thread = Thread.ofPlatform().daemon().name(name).start(this::commitUntilStopped);
  }

  synchronized void add(QueuedWrite<?> write) {
    if (closed) {
      throw new IllegalStateException("database: it is closed and takes no more writes");
    }
    queue.add(() -> gathered.add(write));
  }

  private void commitUntilStopped() {
    try {
      while (!stopping.get()) {
        gather();
        // Every server locks tenants in the same order, so that none waits for another in a circle.
        gathered.sort(Comparator.comparingLong(write -> write.tenant().value()));
        commit.perform(gathered);
        gathered.clear();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("database: the thread that writes was interrupted", e);
    }
  }

  private void gather() throws InterruptedException {
    queue.take().run();
    for (var next = queue.poll(); next != null; next = queue.poll()) {
      next.run();
      if (gathered.size() == MOST_TOGETHER) {
        return;
      }
    }
  }

  /// Performs what waits already, and takes nothing more.
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      queue.add(() -> stopping.set(true));
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
