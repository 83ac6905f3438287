package dev.muster.store;

import dev.muster.scim.provider.TenantId;
import java.sql.Connection;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// Everything on the one connection of a transaction that will be rolled back: reads see what the
/// writes before them have done, and nobody else does.
final class RehearsedAccess implements Access {
  private static final String SAVEPOINT = "rehearsed_write";

  private final Handle handle;

  RehearsedAccess(Handle handle) {
    this.handle = handle;
  }

  @Override
  public <T> T read(Function<Handle, T> queries) {
    return queries.apply(handle);
  }

  @Override
  public <T> T readDirectly(Function<Connection, T> queries) {
    return queries.apply(handle.getConnection());
  }

  /// A write that fails leaves what was before it.
  @Override
  public <T> T writeTogether(TenantId tenant, SharedWrite<T> change) {
    handle.savepoint(SAVEPOINT);
    try {
      var transaction = new Transaction(handle);
      var result = change.apply(transaction);
      transaction.settle();
      handle.releaseSavepoint(SAVEPOINT);
      return result;
    } catch (RuntimeException | Error e) {
      handle.rollbackToSavepoint(SAVEPOINT);
      throw e;
    }
  }

  /// Nothing is kept of what will not have happened.
  @Override
  public <K extends Kept> Optional<K> kept(Class<K> type, Function<BooleanSupplier, K> first) {
    return Optional.empty();
  }

  @Override
  public void forget(TenantId tenant) {
    // There is nothing to forget.
  }

  @Override
  public void close() {
    throw new IllegalStateException("database: a rehearsal ends by itself");
  }
}
