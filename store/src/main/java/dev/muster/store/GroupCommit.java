package dev.muster.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
      var completions = commitTogether(handle, writes);
      return completions.isPresent() ? completions.get() : commitEach(handle, writes);
    }
  }

  /// Empty when one of the writes has failed and none was made.
  private Optional<List<Runnable>> commitTogether(Handle handle, List<QueuedWrite<?>> writes) {
    handle.begin();
    var transaction = new Transaction(handle);
    var completions = new ArrayList<Runnable>(writes.size());
    boolean committed = false;
    try {
      if (!runTogether(handle, transaction, writes, completions)) {
        return Optional.empty();
      }
      commit(handle, List.of(transaction));
      committed = true;
      return Optional.of(completions);
    } finally {
      transaction.ended(committed);
    }
  }

  private static boolean runTogether(
      Handle handle,
      Transaction transaction,
      List<QueuedWrite<?>> writes,
      List<Runnable> completions) {
    try {
      writes.forEach(write -> write.announce(transaction));
      for (var write : writes) {
        completions.add(write.run(transaction));
      }
      transaction.settle();
      return true;
    } catch (RuntimeException | Error e) {
      handle.rollback();
      return false;
    }
  }

  // When the connection breaks while it commits, nobody knows what became of the writes; to make
  // them again could make them twice.
  private void commit(Handle handle, List<Transaction> transactions) {
    try {
      handle.commit();
    } catch (JdbiException e) {
      if (retries.certainlyRolledBack(e)) {
        throw e;
      }
      transactions.forEach(Transaction::lost);
      throw new DatabaseException("the commit failed, its outcome is not known", e);
    }
  }

  private List<Runnable> commitEach(Handle handle, List<QueuedWrite<?>> writes) {
    handle.begin();
    var completions = new ArrayList<Runnable>(writes.size());
    var kept = new ArrayList<Transaction>(writes.size());
    boolean committed = false;
    try {
      for (var write : writes) {
        completions.add(runInSavepoint(handle, write, kept));
      }
      commit(handle, kept);
      committed = true;
      return completions;
    } finally {
      for (var transaction : kept) {
        transaction.ended(committed);
      }
    }
  }

  private Runnable runInSavepoint(Handle handle, QueuedWrite<?> write, List<Transaction> kept) {
    handle.savepoint(SAVEPOINT);
    var transaction = new Transaction(handle);
    try {
      var completion = write.run(transaction);
      transaction.settle();
      handle.releaseSavepoint(SAVEPOINT);
      kept.add(transaction);
      return completion;
    } catch (RuntimeException | Error e) {
      transaction.ended(false);
      if (retries.worthAnotherTry(e)) {
        throw e;
      }
      // Fails itself when the database has given up the whole transaction, say on a full disk.
      handle.rollbackToSavepoint(SAVEPOINT);
      return () -> write.fail(e);
    }
  }
}
