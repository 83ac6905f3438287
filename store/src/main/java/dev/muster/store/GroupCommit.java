package dev.muster.store;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/// Performs a group of writes in one transaction, and tells each caller what became of its own.
///
/// Nearly always all of them succeed, so they first run without savepoints. If one fails, the
/// transaction is rolled back and run again, now with a savepoint around each write: the one that
/// fails takes no other with it.
final class GroupCommit {
  private static final String SAVEPOINT = "one_write";

  private final Jdbi jdbi;
  private final Retries retries;

  GroupCommit(Jdbi jdbi, Dialect dialect) {
    this.jdbi = jdbi;
    this.retries = new Retries(dialect);
  }

  /// Performs the writes and completes every one of them; throws nothing.
  void perform(List<QueuedWrite<?>> writes) {
    if (writes.isEmpty()) {
      return;
    }
    List<Runnable> completions;
    try {
      completions = retries.run(() -> commit(writes));
    } catch (RuntimeException | Error e) {
      var message =
          "database: %d writes were not made: %s".formatted(writes.size(), e.getMessage());
      writes.forEach(write -> write.fail(new DatabaseException(message, e)));
      return;
    }
    completions.forEach(Runnable::run);
  }

  private List<Runnable> commit(List<QueuedWrite<?>> writes) {
    try (var handle = jdbi.open()) {
      handle.begin();
      var transaction = new Transaction(handle);
      var completions = new ArrayList<Runnable>(writes.size());
      try {
        for (var write : writes) {
          completions.add(write.run(transaction));
        }
        transaction.settle();
      } catch (RuntimeException | Error e) {
        handle.rollback();
        return commitEach(handle, writes);
      }
      commit(handle);
      return completions;
    }
  }

  // When the connection breaks while it commits, nobody knows what became of the writes; to make
  // them again could make them twice.
  private void commit(Handle handle) {
    try {
      handle.commit();
    } catch (JdbiException e) {
      if (retries.certainlyRolledBack(e)) {
        throw e;
      }
      throw new DatabaseException("the commit failed, its outcome is not known", e);
    }
  }

  private List<Runnable> commitEach(Handle handle, List<QueuedWrite<?>> writes) {
    handle.begin();
    var completions = new ArrayList<Runnable>(writes.size());
    for (var write : writes) {
      completions.add(runInSavepoint(handle, write));
    }
    commit(handle);
    return completions;
  }

  private Runnable runInSavepoint(Handle handle, QueuedWrite<?> write) {
    handle.savepoint(SAVEPOINT);
    try {
      var transaction = new Transaction(handle);
      var completion = write.run(transaction);
      transaction.settle();
      handle.releaseSavepoint(SAVEPOINT);
      return completion;
    } catch (RuntimeException | Error e) {
      if (retries.worthAnotherTry(e)) {
        throw e;
      }
      // Fails itself when the database has given up the whole transaction, say on a full disk.
      handle.rollbackToSavepoint(SAVEPOINT);
      return () -> write.fail(e);
    }
  }
}
