package dev.muster.store;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/// The transaction that some writes share. What each of them would do again and again — count, and
/// append to the same tail — they gather, and it is done once before the commit.
public final class Transaction {
  private static final String UNDONE = "undone";

  private final Handle handle;
  private final Map<Object, Gathered> gathered = new HashMap<>();
  private final List<Gathered> settled = new ArrayList<>();

  Transaction(Handle handle) {
    this.handle = handle;
  }

  public Connection connection() {
    return handle.getConnection();
  }

  /// What the writes have gathered under a key so far; made when there is nothing yet.
  ///
  /// @param key says also which type it has: one key is always asked for with one type
  @SuppressWarnings("unchecked")
  public <G extends Gathered> G gathered(Object key, Supplier<G> first) {
    return (G) gathered.computeIfAbsent(key, k -> first.get());
  }

  /// The handle, for a write that has to find in the tables what those before it have gathered.
  Handle settledHandle() {
    settle();
    return handle;
  }

  /// Runs something and undoes what it has done.
  <T> T rolledBack(Function<Handle, T> work) {
    settle();
    handle.savepoint(UNDONE);
    try {
      return work.apply(handle);
    } finally {
      handle.rollbackToSavepoint(UNDONE);
    }
  }

  /// Writes what was gathered.
  void settle() {
    settled.addAll(gathered.values());
    gathered.values().forEach(Gathered::settle);
    gathered.clear();
  }

  /// Tells what was gathered how the transaction has ended.
  void ended(boolean committed) {
    settled.forEach(part -> part.ended(committed));
  }

  /// Tells what was gathered that nobody knows how the transaction ends, or when.
  void lost() {
    settled.forEach(Gathered::lost);
    settled.clear();
  }

  /// What several writes of a transaction leave to be done at once.
  public interface Gathered {
    void settle();

    /// Is called once the transaction has ended, if [#settle] was called.
    default void ended(boolean committed) {
      // Nearly all are done when they are written.
    }

    /// Is called instead when the connection broke while it committed: the database may still be
    /// about to.
    default void lost() {
      // The same.
    }
  }
}
