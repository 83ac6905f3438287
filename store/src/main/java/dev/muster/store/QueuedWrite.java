package dev.muster.store;

import dev.muster.scim.provider.TenantId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// A write on its way through a lane, and the place where its caller waits for it.
final class QueuedWrite<T> {
  private final TenantId tenant;
  private final SharedWrite<T> change;
  private final CompletableFuture<T> result = new CompletableFuture<>();

  QueuedWrite(TenantId tenant, SharedWrite<T> change) {
    this.tenant = tenant;
    this.change = change;
  }

  TenantId tenant() {
    return tenant;
  }

  void announce(Transaction transaction) {
    change.announce(transaction);
  }

  /// Runs the write inside the transaction. What comes back tells the caller and is to be run once
  /// the transaction is durable.
  Runnable run(Transaction transaction) {
    T value = change.apply(transaction);
    return () -> result.complete(value);
  }

  void fail(Throwable failure) {
    result.completeExceptionally(failure);
  }

  /// Waits for the outcome; what the write threw is thrown here.
  T await() {
    try {
      return result.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RuntimeException failure -> throw failure;
        case Error failure -> throw failure;
        case null, default -> throw e;
      }
    }
  }
}
