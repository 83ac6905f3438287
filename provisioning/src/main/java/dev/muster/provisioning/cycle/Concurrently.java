package dev.muster.provisioning.cycle;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/// Does the same with each of some values on virtual threads, so many at once, and waits for all.
final class Concurrently {
  private Concurrently() {}

  /// The results in the order of the values. If one fails, the others still come to their end, and
  /// the first failure in that order is thrown.
  static <T, R> List<R> map(List<T> values, int concurrency, Function<T, R> function) {
    if (values.size() == 1) {
      return List.of(function.apply(values.getFirst()));
    }
    var permits = new Semaphore(concurrency);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var futures = new ArrayList<Future<R>>(values.size());
      for (var value : values) {
        permits.acquireUninterruptibly();
        futures.add(
            threads.submit(() -> {
              try {
                return function.apply(value);
              } finally {
                permits.release();
              }
            }));
      }
      var results = new ArrayList<R>(values.size());
      for (var future : futures) {
        results.add(result(future));
      }
      return results;
    }
  }

  private static <R> R result(Future<R> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the target", e);
    }
  }
}
